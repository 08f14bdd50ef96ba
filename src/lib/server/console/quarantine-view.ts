import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { textIn } from '../../forms/text.ts';
import type { ConsoleUser } from '../auth/console-session.ts';
import type { Hub } from '../hub.ts';
import { readQuarantined } from '../rescue/read-quarantined.ts';
import { findSubject } from '../store/roster.ts';
import type { ResponseLine } from './response-lines.ts';
import { rescuedLines } from './rescued-lines.ts';

/** One thing in quarantine as staff of the municipality read it. */
export interface QuarantineView {
  readonly code: string;
  readonly at: string;
  readonly releasedAt: string | null;
  readonly sha256: string;
  /** `undefined` when the hub cannot open or read it. */
  readonly content:
    | {
        /** `undefined` when the municipality knows nobody with this id. */
        readonly child: { readonly name: string; readonly birthDate: string } | undefined;
        readonly program: string;
        readonly section: string;
        readonly date: string;
        readonly lines: readonly ResponseLine[];
      }
    | undefined;
}

/** Opens one thing in quarantine; reading it is noted. `undefined`: the tenant has no such thing. */
export const quarantineView = async (
  hub: Hub,
  user: ConsoleUser,
  quarantineId: string,
): Promise<QuarantineView | undefined> => {
  const municipality = user.municipality.code;
  const actor = { kind: 'console', id: user.userId } as const;
  const read = await readQuarantined(hub, actor, { municipality, quarantineId });
  if (read === undefined) return undefined;
  const { row, content } = read;
  const common = { code: row.code, at: row.at, releasedAt: row.released_at, sha256: row.sha256 };
  if (content === undefined) return { ...common, content };
  const { checkup, section } = content;
  const subject = await findSubject(hub.store.db, municipality, checkup.subjectId);
  const program = PROGRAM_TABLE[checkup.program];
  const title = program.sections.find((each) => each.section === section)?.title;
  return {
    ...common,
    content: {
      child: subject && { name: subject.name, birthDate: subject.birth_date },
      program: textIn(program.title, 'ja'),
      section: title === undefined ? section : textIn(title, 'ja'),
      date: checkup.date,
      lines: await rescuedLines(hub, content),
    },
  };
};
