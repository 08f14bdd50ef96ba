import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { toBase64Url } from '../../contract/base64url.ts';
import { KeyFile, SIGNING_PURPOSES, type SigningPurpose } from '../../contract/key-file.ts';
import { parseAs } from '../../contract/parse-as.ts';
import type { Bytes } from '../../crypto/bytes.ts';
import { exportSigningKey, generateSigningKeyPair } from '../../crypto/es256.ts';
import { generateSealKeyPair } from '../../crypto/seal.ts';

const KID_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Key ids of different hubs differ, so that a ticket from elsewhere is told from a forged one. */
const newKid = (purpose: string, random: (length: number) => Bytes): string =>
  purpose.charAt(0) + Array.from(random(6), (byte) => KID_ALPHABET.charAt(byte % 32)).join('');

const newSigningKey = async (
  purpose: SigningPurpose,
  random: (length: number) => Bytes,
): Promise<KeyFile['keys'][number]> => {
  const { x, y, d } = await exportSigningKey((await generateSigningKeyPair(true)).privateKey);
  if (x === undefined || y === undefined || d === undefined) throw new TypeError('not an elliptic curve key');
  return { kid: newKid(purpose, random), purpose, x, y, d };
};

const newKeyFile = async (random: (length: number) => Bytes): Promise<KeyFile> => {
  const seal = await generateSealKeyPair();
  const signing = [];
  for (const purpose of SIGNING_PURPOSES) signing.push(await newSigningKey(purpose, random));
  return {
    schemaVersion: 1,
    atRest: toBase64Url(random(32)),
    keys: [
      {
        kid: newKid('seal', random),
        purpose: 'seal',
        publicKey: toBase64Url(seal.publicKey),
        privateKey: toBase64Url(seal.privateKey),
      },
      ...signing,
    ],
  };
};

/** The key file, or `undefined` when there is none. @throws when it is there but not a key file */
export const readKeyFile = (file: string): KeyFile | undefined => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('HUB_KEY_FILE is damaged: it is not JSON');
  }
  const parsed = parseAs(KeyFile, json);
  if (!parsed.success) throw new Error('HUB_KEY_FILE is damaged: it is not a key file of version 1');
  return parsed.data;
};

/** Flushes that a folder lists a file, where the system can be told to. */
const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/**
 * Makes a key file readable by its owner only, flushed to disk. It is there whole or not at all, whenever the process
 * ends. @throws when a file is there already
 */
export const createKeyFile = async (file: string, random: (length: number) => Bytes): Promise<KeyFile> => {
  const keys = await newKeyFile(random);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${String(process.pid)}.new`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    chmodSync(draft, 0o600);
    writeSync(descriptor, `${JSON.stringify(keys, undefined, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  try {
    linkSync(draft, file);
  } finally {
    unlinkSync(draft);
  }
  syncFolder(dirname(file));
  return keys;
};

/** Whether others than the owner may read the file. */
export const isReadableByOthers = (file: string): boolean => (statSync(file).mode & 0o077) !== 0;
