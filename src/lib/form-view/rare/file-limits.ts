import { FILES_MAX_BYTES } from '../../forms/run/file-room.ts';
import type { FormItem } from '../../forms/form.ts';
import { formatBytes } from '../../i18n/format.ts';
import type { ControlMessages } from '../../i18n/ja/controls.ts';
import { staffLocaleOf, type Locale, type StaffLocale } from '../../i18n/locale.ts';

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

const NO_ROOM = {
  ja: (room: string | undefined, all: string) =>
    room === undefined
      ? `ほかのファイルだけで上限（合わせて${all}）になっています。どれかを消すと入れられます`
      : `ほかのファイルと合わせると大きすぎて送れません（合わせて${all}まで）。${room}までのファイルなら入れられます`,
  en: (room: string | undefined, all: string) =>
    room === undefined
      ? `The other files already reach the limit of ${all} in all. Remove one of them to add this one`
      : `Together with the other files this is too large to send (${all} in all). A file of up to ${room} fits`,
} satisfies Record<StaffLocale, unknown>;

/** What a person is told whose file does not fit with the other files of the form. @param room bytes that are left */
export const noRoomText = (room: number, locale: Locale): string =>
  // Rounded down, so that what is said to fit does.
  NO_ROOM[staffLocaleOf(locale)](
    room < 1000 ? undefined : formatBytes(Math.floor(room / 1000) * 1000, locale),
    formatBytes(FILES_MAX_BYTES, locale),
  );
