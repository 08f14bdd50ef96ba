const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const VALUES: ReadonlyMap<string, number> = new Map(
  Array.from(ALPHABET, (character, value) => [character, value]),
);

/** Bytes as Base45 (RFC 9285): the alphabet of a QR code's alphanumeric mode, three characters for two bytes. */
export const toBase45 = (bytes: Uint8Array): string => {
  let text = '';
  for (let index = 0; index < bytes.length; index += 2) {
    const high = bytes[index] ?? 0;
    const low = bytes[index + 1];
    const value = low === undefined ? high : high * 256 + low;
    text += ALPHABET.charAt(value % 45) + ALPHABET.charAt(Math.floor(value / 45) % 45);
    if (low !== undefined) text += ALPHABET.charAt(Math.floor(value / 2025));
  }
  return text;
};

/** The bytes of a Base45 text, or `undefined` when a character, the length or a group's value is not allowed. */
export const fromBase45 = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  if (text.length % 3 === 1) return undefined;
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 3) {
    const group = Array.from(text.slice(index, index + 3), (character) => VALUES.get(character));
    if (group.includes(undefined)) return undefined;
    const [first = 0, second = 0, third] = group;
    const value = first + second * 45 + (third ?? 0) * 2025;
    if (third === undefined) {
      if (value > 255) return undefined;
      bytes.push(value);
    } else {
      if (value > 65_535) return undefined;
      bytes.push(value >> 8, value & 255);
    }
  }
  return Uint8Array.from(bytes);
};
