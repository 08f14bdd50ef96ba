import { CHARACTER_ENTITIES } from './character-entities.ts';

const REFERENCE = /&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,7})|([A-Za-z][A-Za-z0-9]{1,9}));/g;

/** U+FFFD in the place of what is no character: beyond Unicode, half of a pair, NUL. */
const character = (codePoint: number): string =>
  codePoint === 0 || codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)
    ? '�'
    : String.fromCodePoint(codePoint);

/** Text with its character references (`&amp;`, `&#12354;`, `&#x3042;`) resolved, once; unknown names stay as written. */
export const withoutReferences = (text: string): string =>
  text.replace(REFERENCE, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal !== undefined) return character(Number.parseInt(decimal, 10));
    if (hexadecimal !== undefined) return character(Number.parseInt(hexadecimal, 16));
    const found = CHARACTER_ENTITIES.get(name ?? '');
    return found === undefined ? whole : character(Number.parseInt(found, 16));
  });
