import { problem, type Outcome } from '../contract/problem.ts';
import type { Author, RevisionContent } from '../contract/revision.ts';
import type { SectionId } from '../domain/program.ts';
import { appPart } from './app-part.ts';
import type { BoardLine } from './board-line.ts';
import type * as Asks from './signed-asks.ts';
import type * as Doubts from './vaccination/signed-doubts.ts';
import type * as Criteria from './checkup-criteria.ts';
import { freeze } from './freeze.ts';
import { liveSection } from './live-section.ts';
import { lookAlikes } from './look-alikes.ts';
import { sectionAnswers } from './section-answers.ts';
import type { SectionEditor } from './SectionEditor.svelte.ts';
import type { SectionReading } from './section-reading.ts';
import type { Tablet } from './Tablet.svelte.ts';
import type { UnlockedSession } from './vault.ts';
import { instant } from './world.ts';

/** What was completed last, for a short line on screen. */
export interface Done {
  readonly section: SectionId;
  readonly status: RevisionContent['status'];
  readonly revisionId: string;
}

/** The rules of all programs are fetched when somebody confirms; the screens of a child bring them along. */
const rulesOf = async (): Promise<{ readonly criteria: typeof Criteria; readonly asks: typeof Asks }> => {
  const [criteria, asks] = await Promise.all([import('./checkup-criteria.ts'), import('./signed-asks.ts')]);
  return { criteria, asks };
};

const doubtsOf = (): Promise<typeof Doubts> => import('./vaccination/signed-doubts.ts');

/** What is on screen when a person completes a section. */
interface OnScreen {
  readonly editor: SectionEditor;
  readonly child: BoardLine;
  readonly readings: readonly SectionReading[];
  /** Everybody on the board. */
  readonly lines: readonly BoardLine[];
}

/** Makes a section a revision: signed, with the criteria that are met and what was asked back, by who is unlocked. */
export const sealSection = async (
  { device, day, store, world }: Tablet,
  { staff, signer }: UnlockedSession,
  { editor, child, readings, lines }: OnScreen,
  status: RevisionContent['status'],
): Promise<Outcome<{ revisionId: string }>> => {
  if (device === undefined) return problem('device-not-enrolled');
  if (day === undefined) return problem('bundle-missing');
  const { staffId, role } = staff;
  const author: Author = { kind: 'staff', staffId, role };
  const live = liveSection(editor);
  const answers = sectionAnswers(readings, live);
  const { rules: settings = {}, windows, spans } = day.bundle;
  const rules = await appPart(rulesOf, 'storage-failed');
  if (!rules.ok) return rules;
  const doubts =
    editor.open.section === 'vaccination' ? await appPart(doubtsOf, 'storage-failed') : undefined;
  if (doubts?.ok === false) return doubts;
  const { checkupCriteria, signedCriteria } = rules.value.criteria;
  const everybody = lines.map(({ entry }) => entry);
  const criteria = [
    ...signedCriteria(editor.open.section, editor.compiled, checkupCriteria(child, answers, settings)),
    ...rules.value.asks.signedAsks({
      child,
      form: editor.compiled,
      live,
      lookAlike: lookAlikes(child.entry, everybody).length > 0,
      own: { windows, spans },
      settings,
    }),
    ...(doubts?.value.signedDoubts(child, answers, settings) ?? []),
  ];
  const made = await editor.prepare(status, author, instant(world));
  if (!made.ok) return made;
  return freeze({ store, world }, device, day, { ...made.value, criteria, signer });
};
