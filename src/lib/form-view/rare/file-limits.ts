import type { FormItem } from '../../forms/form.ts';
import type { ControlMessages } from '../../i18n/ja/controls.ts';

/** Kinds that people have a word for. */
const KIND_WORDS = { 'image/': 'images', 'video/': 'video', 'audio/': 'audio' } as const;

/** Whether the item takes a file of this type. A pattern such as `image/*` takes all of its kind. */
export const takesFile = (mimeTypes: readonly string[], type: string): boolean =>
  mimeTypes.length === 0 ||
  mimeTypes.some((each) => (each.endsWith('/*') ? type.startsWith(each.slice(0, -1)) : each === type));

/** Whether a photo taken now would be a file the item takes. */
export const takesPhotos = ({ mimeTypes }: Pick<FormItem, 'mimeTypes'>): boolean =>
  takesFile(mimeTypes, 'image/jpeg');

/** The kinds of files an item takes, in words: 写真・画像, PDF. Undefined where it takes any. */
export const kindsText = (
  mimeTypes: readonly string[],
  words: ControlMessages['file'],
): string | undefined => {
  const kinds = mimeTypes.map((type) => {
    const known = Object.entries(KIND_WORDS).find(([start]) => type === `${start}*`);
    if (known !== undefined) return words[known[1]];
    return (type.split('/')[1] ?? type)
      .replace(/^(?:x-|vnd\.)/, '')
      .replace(/\+.*$/, '')
      .toUpperCase();
  });
  return kinds.length === 0 ? undefined : [...new Set(kinds)].join('・');
};
