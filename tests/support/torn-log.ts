import { appendFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** LevelDB writes its log in blocks of this many bytes; no piece of a record crosses their edge. */
const BLOCK_BYTES = 32_768;
const HEADER_BYTES = 7;
const FIRST_PIECE = 2;
const CLAIMED_BYTES = 2_000;
const WRITTEN_BYTES = 100;

/** The folder in which Chromium keeps the databases of the profile's one origin. */
const databaseFolder = (profile: string): string => {
  const parent = join(profile, 'Default', 'IndexedDB');
  const [found] = readdirSync(parent).filter((name) => name.endsWith('.indexeddb.leveldb'));
  if (found === undefined) throw new Error('the profile has no database');
  return join(parent, found);
};

/** Names of the log files that the databases' engine would read at its next start. */
export const logsOf = (profile: string): readonly string[] =>
  readdirSync(databaseFolder(profile)).filter((name) => name.endsWith('.log'));

/**
 * Leaves half a record at the end of the log, as a browser does that is killed within a write. To be called while no
 * browser runs on the profile.
 * @returns the name of the log
 */
export const tearLog = (profile: string): string => {
  const name = logsOf(profile).toSorted().at(-1);
  if (name === undefined) throw new Error('the profile has no log');
  const path = join(databaseFolder(profile), name);
  const left = BLOCK_BYTES - (statSync(path).size % BLOCK_BYTES);
  const bytes = Math.min(CLAIMED_BYTES, left - HEADER_BYTES);
  if (bytes <= WRITTEN_BYTES) throw new Error('the log ends at the edge of a block: write something more');
  const piece = Buffer.alloc(HEADER_BYTES + WRITTEN_BYTES, 0xa5);
  piece.writeUInt16LE(bytes, 4);
  piece.writeUInt8(FIRST_PIECE, 6);
  appendFileSync(path, piece);
  return name;
};
