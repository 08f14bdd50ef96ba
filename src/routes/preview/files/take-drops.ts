import type { Attachment } from 'svelte/attachments';
import { on } from 'svelte/events';
import { fileSource, type Source, textSource } from './source.ts';

interface Drops {
  /** Something hangs over the page that could be dropped. */
  readonly onhover: (hovers: boolean) => void;
  readonly ondrop: (sources: readonly Source[]) => void;
}

const sourcesOf = (data: DataTransfer | null): readonly Source[] => {
  const files = [...(data?.files ?? [])].map(fileSource);
  const text = data?.getData('text/plain') ?? '';
  if (files.length > 0 || text === '') return files;
  return [textSource(text, '')];
};

/** A text is being moved inside a field: the field's own affair. */
const isInField = ({ target }: Event): boolean =>
  target instanceof Element && target.closest('input:not([type=file]), textarea') !== null;

/** Files may be dropped anywhere; the browser must not open them in the page's place. */
export const takeDrops =
  ({ onhover, ondrop }: Drops): Attachment<HTMLElement> =>
  (element) => {
    let over = 0;
    const hover = (change: number): void => {
      over = Math.max(0, over + change);
      onhover(over > 0);
    };
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const ends = [
      on(element, 'dragenter', (event) => {
        if (hasFiles(event)) hover(1);
      }),
      on(element, 'dragleave', (event) => {
        if (hasFiles(event)) hover(-1);
      }),
      on(element, 'dragover', (event) => {
        if (!isInField(event) || hasFiles(event)) event.preventDefault();
      }),
      on(element, 'drop', (event) => {
        if (isInField(event) && !hasFiles(event)) return;
        event.preventDefault();
        hover(-over);
        const sources = sourcesOf(event.dataTransfer);
        if (sources.length > 0) ondrop(sources);
      }),
    ];
    return () => ends.forEach((end) => end());
  };
