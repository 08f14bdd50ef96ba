import { uuidFromBytes } from '../contract/ids.ts';
import type { ProgramId, SectionId } from '../domain/program.ts';
import { sha256, utf8 } from './bytes.ts';

/** What a checkup's id is derived from. */
export interface CheckupKey {
  readonly subjectId: string;
  readonly program: ProgramId;
  readonly sessionId: string;
}

/** The text whose SHA-256 is a checkup's id. */
export const checkupIdText = ({ subjectId, program, sessionId }: CheckupKey): string =>
  ['hagukumi/checkup/1', subjectId, program, sessionId].join('\n');

/** The text whose SHA-256 is a record's id. */
export const recordIdText = (checkup: string, section: SectionId): string =>
  ['hagukumi/record/1', checkup, section].join('\n');

/** The id that a SHA-256 stands for: UUID version 8. */
export const idOfHash = (hash: Uint8Array): string => uuidFromBytes(hash, 8);

const derive = async (text: string): Promise<string> => idOfHash(await sha256(utf8(text)));

/**
 * Id of a checkup: one subject × one program × one session. Every tablet and the hub derive the same id without
 * asking each other (UUID version 8 of a SHA-256).
 */
export const checkupId = (of: CheckupKey): Promise<string> => derive(checkupIdText(of));

/** Id of the record that one section of a checkup is. */
export const recordId = (checkup: string, section: SectionId): Promise<string> =>
  derive(recordIdText(checkup, section));
