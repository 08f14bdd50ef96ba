import { uuidFromBytes } from '../contract/ids.ts';
import type { ProgramId, SectionId } from '../domain/program.ts';
import { sha256, utf8 } from './bytes.ts';

const derive = async (...parts: readonly string[]): Promise<string> =>
  uuidFromBytes(await sha256(utf8(parts.join('\n'))), 8);

/**
 * Id of a checkup: one subject × one program × one session. Every tablet and the hub derive the same id without
 * asking each other (UUID version 8 of a SHA-256).
 */
export const checkupId = (of: {
  readonly subjectId: string;
  readonly program: ProgramId;
  readonly sessionId: string;
}): Promise<string> => derive('hagukumi/checkup/1', of.subjectId, of.program, of.sessionId);

/** Id of the record that one section of a checkup is. */
export const recordId = (checkup: string, section: SectionId): Promise<string> =>
  derive('hagukumi/record/1', checkup, section);
