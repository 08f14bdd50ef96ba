import { argon2id } from 'hash-wasm';
import { fromBase64Url } from '../contract/base64url.ts';
import type { PinKdf } from '../contract/people.ts';
import { openBox, sealBox, importBoxKey } from './box.ts';
import { concatBytes, type Bytes } from './bytes.ts';
import { hkdf } from './hkdf.ts';

export const PIN_MIN_DIGITS = 6;
export const PIN_MAX_DIGITS = 12;

/** Often chosen digit runs that no rule below catches: keypad figures and well-worn sequences. */
const COMMON: ReadonlySet<string> = new Set(
  (
    '102030 112233 123321 123654 135790 147258 147852 159357 159753 258456 314159 321654 332211 445566 456123 ' +
    '456852 520131 741852 753159 778899 789456 852456 951753 963852 00112233 11223344 12344321 12345679 12435687 ' +
    '13572468 14725836 20304050 31415926'
  ).split(' '),
);

/** Every step from one digit to the next is the same, mod 10: 234567, 987654, 111111, 246802. */
const isSteady = (digits: string): boolean => {
  const steps = Array.from(
    digits.slice(1),
    (digit, index) => (Number(digit) - Number(digits[index]) + 10) % 10,
  );
  return steps.every((step) => step === steps[0]);
};

/** A run of one to four digits over and over: 121212, 123123, 19901990. */
const isRepeated = (digits: string): boolean => /^(\d{1,4})\1+$/.test(digits);

/** Whether a PIN may be set: 6–12 ASCII digits and none of those that guessers try first. */
export const isAcceptablePin = (pin: string): boolean =>
  /^\d+$/.test(pin) &&
  pin.length >= PIN_MIN_DIGITS &&
  pin.length <= PIN_MAX_DIGITS &&
  !isSteady(pin) &&
  !isRepeated(pin) &&
  !COMMON.has(pin);

/** Argon2id v1.3 (RFC 9106) of a PIN, 32 bytes. Takes as long as `kdf` makes it: hundreds of milliseconds. */
export const derivePinKey = async (pin: string, kdf: PinKdf): Promise<Bytes> => {
  const salt = fromBase64Url(kdf.salt);
  if (salt === undefined) throw new TypeError('salt is not base64url');
  const key = await argon2id({
    password: pin,
    salt,
    iterations: kdf.iterations,
    memorySize: kdf.memoryKiB,
    parallelism: kdf.parallelism,
    hashLength: 32,
    outputType: 'binary',
  });
  return Uint8Array.from(key);
};

/**
 * A staff member's key encryption key: needs the PIN, this tablet and this shift together. Each part has 32 bytes.
 */
export const staffKek = async (
  parts: { readonly pinKey: Bytes; readonly deviceSecret: Bytes; readonly shiftPart: Bytes },
  bound: { readonly staffId: string; readonly deviceId: string; readonly shiftId: string },
): Promise<CryptoKey> => {
  const { pinKey, deviceSecret, shiftPart } = parts;
  if ([pinKey, deviceSecret, shiftPart].some((part) => part.length !== 32)) {
    throw new RangeError('each part of a staff key has 32 bytes');
  }
  const info = `hagukumi/staff-kek/1/${bound.staffId}/${bound.deviceId}/${bound.shiftId}`;
  return importBoxKey(await hkdf(concatBytes(pinKey, deviceSecret, shiftPart), info));
};

const secretAad = (staffId: string): string => `hagukumi/session-secret/1/${staffId}`;

/** The session secret for one member of staff. */
export const wrapForStaff = (kek: CryptoKey, secret: Bytes, staffId: string): Promise<Bytes> =>
  sealBox(kek, secret, secretAad(staffId));

/** The session secret, or `undefined` when PIN, tablet, shift or person differ from the wrapping. */
export const unwrapForStaff = (kek: CryptoKey, box: Bytes, staffId: string): Promise<Bytes | undefined> =>
  openBox(kek, box, secretAad(staffId));
