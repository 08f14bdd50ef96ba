import { problem, type Outcome } from '../contract/problem.ts';
import type { Author, RevisionContent } from '../contract/revision.ts';
import { appPart } from './app-part.ts';
import type { BoardLine } from './board-line.ts';
import type * as Criteria from './checkup-criteria.ts';
import { freeze } from './freeze.ts';
import { liveSection } from './live-section.ts';
import { sectionAnswers } from './section-answers.ts';
import type { SectionEditor } from './SectionEditor.svelte.ts';
import type { SectionReading } from './section-reading.ts';
import type { Tablet } from './Tablet.svelte.ts';
import type { UnlockedSession } from './vault.ts';
import { instant } from './world.ts';

/** The rules of all programs are fetched when somebody confirms; the screens of a child bring them along. */
const criteriaOf = (): Promise<typeof Criteria> => import('./checkup-criteria.ts');

/** What is on screen when a person completes a section. */
interface OnScreen {
  readonly editor: SectionEditor;
  readonly child: BoardLine;
  readonly readings: readonly SectionReading[];
}

/** Makes a section a revision: signed, with the criteria that are met, by who is unlocked. */
export const sealSection = async (
  { device, day, store, world }: Tablet,
  { staff, signer }: UnlockedSession,
  { editor, child, readings }: OnScreen,
  status: RevisionContent['status'],
): Promise<Outcome<{ revisionId: string }>> => {
  if (device === undefined) return problem('device-not-enrolled');
  if (day === undefined) return problem('bundle-missing');
  const { staffId, role } = staff;
  const author: Author = { kind: 'staff', staffId, role };
  const answers = sectionAnswers(readings, liveSection(editor));
  const rules = await appPart(criteriaOf, 'storage-failed');
  if (!rules.ok) return rules;
  const { checkupCriteria, signedCriteria } = rules.value;
  const criteria = signedCriteria(
    editor.open.section,
    editor.compiled,
    checkupCriteria(child, answers, day.bundle.rules ?? {}),
  );
  const made = await editor.prepare(status, author, instant(world));
  if (!made.ok) return made;
  return freeze({ store, world }, device, day, { ...made.value, criteria, signer });
};
