import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Bytes } from '../../crypto/bytes.ts';

/** Argon2id cost of console passwords. Source: ASVS 5.0 appendix C (t=2, m≥19 MiB, p=1). */
const MEMORY_KIB = 32_768;
const PASSES = 2;

const TAG_BYTES = 32;

export const PASSWORD_MIN_LENGTH = 12;

const derive = promisify(argon2);

const hash = (password: string, salt: Uint8Array, memory: number, passes: number): Promise<Buffer> =>
  derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: salt,
    parallelism: 1,
    tagLength: TAG_BYTES,
    memory,
    passes,
  });

/** A password as it is stored: `argon2id$memoryKiB$passes$salt$hash`, the last two in base64url. */
export const hashPassword = async (password: string, salt: Bytes): Promise<string> => {
  const tag = await hash(password, salt, MEMORY_KIB, PASSES);
  return [
    'argon2id',
    MEMORY_KIB,
    PASSES,
    Buffer.from(salt).toString('base64url'),
    tag.toString('base64url'),
  ].join('$');
};

/** Whether the password is the stored one. Takes the same time for a wrong one. */
export const isPassword = async (password: string, stored: string): Promise<boolean> => {
  const [algorithm, memory, passes, salt = '', expected = ''] = stored.split('$');
  if (algorithm !== 'argon2id') throw new Error('a stored password has an unknown algorithm');
  const tag = await hash(password, Buffer.from(salt, 'base64url'), Number(memory), Number(passes));
  const wanted = Buffer.from(expected, 'base64url');
  return wanted.length === tag.length && timingSafeEqual(wanted, tag);
};

/** What a password is compared with when there is no such account, so that the answer takes as long. */
export const DECOY_HASH = ['argon2id', MEMORY_KIB, PASSES, 'A'.repeat(22), 'A'.repeat(43)].join('$');
