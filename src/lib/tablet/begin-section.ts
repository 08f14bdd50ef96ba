import type { RosterEntry } from '../contract/people.ts';
import type { Outcome } from '../contract/problem.ts';
import type { SealKeyPair } from '../crypto/seal.ts';
import type { CompiledForm } from '../forms/form.ts';
import type { BundleRow } from '../store/schema.ts';
import { checkupOf, type Drafts, type OpenDraft } from './drafts.ts';
import type { SectionReading } from './section-reading.ts';

interface Here {
  readonly drafts: Drafts;
  readonly day: BundleRow;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly language: string;
  readonly sealPair: SealKeyPair;
}

/**
 * The draft of a section for staff: the one that is there, else one that goes on from every newest revision (which
 * settles a conflict), else an empty one with what the tablet knows. Nothing is stored before the first change.
 */
export const beginSection = async (
  { drafts, day, startedAt, language, sealPair }: Here,
  entry: RosterEntry,
  reading: SectionReading & { readonly form: CompiledForm },
): Promise<Outcome<OpenDraft>> => {
  const { onBoard, form, readings } = reading;
  const earlier = await drafts.open(onBoard.recordId, { kind: 'session', sealPair });
  if (!earlier.ok) return earlier;
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
        language,
        position: '',
        answers: readings.at(-1)?.answers ?? reading.known,
        startedAt,
      },
    },
    opensByTicket ? entry.ticketId : undefined,
  );
  return { ok: true, value: begun };
};
