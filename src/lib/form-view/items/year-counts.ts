import { ERAS } from '../../i18n/era.ts';
import type { YearCount } from '../../ui/civil-date-text.ts';

/** The eras years can be counted in, newest first, named in a language. */
export const yearCountsIn = (language: string): readonly YearCount[] =>
  ERAS.map((era) => ({
    id: era.id,
    name: language.startsWith('ja') ? era.name : era.english,
    from: era.from,
  }));
