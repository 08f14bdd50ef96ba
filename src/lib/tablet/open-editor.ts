import type { RosterEntry } from '../contract/people.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import type { SealKeyPair } from '../crypto/seal.ts';
import type { CompiledForm } from '../forms/form.ts';
import type { BundleRow } from '../store/schema.ts';
import { checkupOf, type OpenDraft } from './drafts.ts';
import { holdDraft } from './form-lock.ts';
import { knownDays } from './known-days.ts';
import type { SectionReading } from './section-reading.ts';
import { SectionEditor } from './SectionEditor.svelte.ts';
import type { Tablet } from './Tablet.svelte.ts';
import { instant } from './world.ts';

/** A section whose form can be shown. */
type Openable = SectionReading & { readonly form: CompiledForm };

/**
 * The draft of a section for staff: the one that is there, else one that goes on from every newest revision (which
 * settles a conflict), else an empty one with what the tablet knows. Nothing is stored before the first change.
 */
const draftOf = async (
  { drafts, words, world }: Tablet,
  day: BundleRow,
  sealPair: SealKeyPair,
  entry: RosterEntry,
  { onBoard, form, known, readings }: Openable,
): Promise<Outcome<OpenDraft>> => {
  const { shiftId } = day.bundle.shift;
  const { recordId, section } = onBoard;
  const ofShift = await drafts.open(recordId, { kind: 'session', sealPair, shiftId });
  const isHeld = !ofShift.ok && ofShift.error.code === 'locked';
  // Who has the list has the tickets on it: a family's draft of another shift opens as its ticket opens it.
  const earlier = isHeld
    ? await drafts.open(recordId, { kind: 'ticket', ticketId: entry.ticketId })
    : ofShift;
  if (!earlier.ok) {
    return earlier.error.code === 'locked' ? problem('draft-of-other-shift', { section }) : earlier;
  }
  if (earlier.value !== undefined) return { ok: true, value: earlier.value };
  // A questionnaire that staff begin for a family can be gone on with by its ticket.
  const opensByTicket = onBoard.section === 'questionnaire' && onBoard.revisions.length === 0;
  const begun = await drafts.begin(
    day,
    {
      checkup: await checkupOf(entry, day),
      section: onBoard.section,
      parents: readings.map(({ revision }) => revision.revisionId),
      draft: {
        formId: form.url,
        formVersion: form.version,
        language: words.locale,
        position: '',
        answers: readings.at(-1)?.answers ?? known,
        startedAt: instant(world),
      },
    },
    opensByTicket ? entry.ticketId : undefined,
  );
  return { ok: true, value: begun };
};

/**
 * Opens a section for unlocked staff. `storage-conflict` when another tab has it open already,
 * `draft-of-other-shift` when it has a draft that nobody here can open any more.
 */
export const openEditor = async (
  tablet: Tablet,
  sealPair: SealKeyPair,
  entry: RosterEntry,
  reading: SectionReading,
): Promise<Outcome<SectionEditor>> => {
  const { day, drafts, words } = tablet;
  const { form } = reading;
  if (day === undefined) return problem('bundle-missing');
  if (form === undefined) return problem(reading.problem?.code ?? 'form-invalid');
  const release = await holdDraft(navigator.locks, reading.onBoard.recordId);
  if (release === undefined) return problem('storage-conflict');
  const opened = await draftOf(tablet, day, sealPair, entry, { ...reading, form });
  if (!opened.ok) {
    release();
    return opened;
  }
  const unmark = tablet.markFormOpen();
  const releaseBoth = (): void => {
    release();
    unmark();
  };
  // A draft goes on in the form it was begun with, whatever the hub has published since.
  const { section } = reading.onBoard;
  const begun = await tablet.forms.madeWith(day.bundle, entry.program, section, opened.value.draft);
  const shown = begun.ok ? begun.value : form;
  const days = knownDays(entry, day, tablet.hubNow());
  const editor = new SectionEditor({ drafts, release: releaseBoth, days }, shown, opened.value);
  // A guardian's draft may be in another language; staff read their own.
  editor.form.language = words.locale;
  return { ok: true, value: editor };
};
