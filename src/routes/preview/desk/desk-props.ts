import type { Preview } from '../Preview.svelte.ts';

export interface DeskProps {
  preview: Preview;
  /** Goes to an item of the form. Gives false where it is not on any screen now. */
  onshow: (linkId: string) => Promise<boolean>;
}
