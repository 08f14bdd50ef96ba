import { ERAS, type Era } from '../../i18n/era.ts';
import type { YearCount } from '../../ui/civil-date-text.ts';

const EASY_NAMES: Readonly<Record<Era['id'], string>> = {
  reiwa: 'れいわ',
  heisei: 'へいせい',
  showa: 'しょうわ',
};

const nameIn = ({ id, name, english }: Era, language: string): string => {
  if (language === 'ja-x-easy') return EASY_NAMES[id];
  return language.startsWith('ja') ? name : english;
};

/** The eras years can be counted in, newest first, named in a language. */
export const yearCountsIn = (language: string): readonly YearCount[] =>
  ERAS.map((era) => ({
    id: era.id,
    name: nameIn(era, language),
    from: era.from,
  }));
