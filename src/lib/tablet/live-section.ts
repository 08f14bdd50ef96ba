import type { LiveSection } from './section-answers.ts';
import type { SectionEditor } from './SectionEditor.svelte.ts';

/** The section being filled in, with the answers that are asked now. */
export const liveSection = ({ form, open }: SectionEditor): LiveSection => ({
  section: open.section,
  answers: new Map([...form.answers].filter(([linkId]) => form.enabled.has(linkId))),
});
