import { fileSource, type Source, textSource } from './source.ts';

/** Somebody writes there: what is pasted belongs to the field. */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input:not([type=file], [type=radio], [type=checkbox]), textarea') !== null);

/** What was pasted onto the page, outside every field. */
export const pastedSources = ({ target, clipboardData }: ClipboardEvent): readonly Source[] => {
  if (isField(target) || clipboardData === null) return [];
  const files = [...clipboardData.files].map(fileSource);
  if (files.length > 0) return files;
  const text = clipboardData.getData('text/plain').trim();
  return text === '' ? [] : [textSource(text, '')];
};
