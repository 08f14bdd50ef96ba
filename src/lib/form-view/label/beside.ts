import type { LocalText } from '../../forms/form.ts';
import { textIn } from '../../forms/text.ts';
import { shortened } from '../text-parts.ts';

/** What a text is shown for. */
export interface Shown {
  /** BCP 47 tag. */
  readonly language: string;
  /** Japanese stands beneath another language. */
  readonly beside: boolean;
}

/** The Japanese of a text, where it is to stand beneath and says something else. */
export const besideOf = (text: LocalText, { language, beside }: Shown): string | undefined =>
  !beside || text.ja === '' || textIn(text, language) === text.ja ? undefined : shortened(text.ja);
