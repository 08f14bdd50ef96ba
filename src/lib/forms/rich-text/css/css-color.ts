import { COLOR_NAMES } from './color-names.ts';

const HEX = /^#([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/;
const RGB = /^rgba?\(([^()]{1,60})\)$/;
const HSL = /^hsla?\(([^()]{1,60})\)$/;
const NUMBER = /^[+-]?(?:\d{1,6}(?:\.\d{0,9})?|\.\d{1,9})(%|deg)?$/;

const hexByte = (value: number): string =>
  Math.round(Math.min(255, Math.max(0, value)))
    .toString(16)
    .padStart(2, '0');

const fromHex = (digits: string): string | undefined => {
  const full = digits.length < 6 ? [...digits].map((digit) => digit + digit).join('') : digits;
  return full.length === 6 || full.endsWith('ff') ? `#${full.slice(0, 6)}` : undefined;
};

/** The three components of an opaque colour, each with its unit. */
const components = (written: string): readonly (readonly [number, string])[] | undefined => {
  const parts = written.split(/[\s,/]+/).filter((part) => part !== '');
  if (parts.length !== 3 && parts.length !== 4) return undefined;
  const read = parts.map((part) => {
    const found = NUMBER.exec(part);
    return found ? ([Number.parseFloat(part), found[1] ?? ''] as const) : undefined;
  });
  const [first, second, third, alpha] = read;
  if (!first || !second || !third) return undefined;
  const opaque = alpha ? alpha[0] >= (alpha[1] === '%' ? 100 : 1) : parts.length === 3;
  return opaque ? [first, second, third] : undefined;
};

const fromRgb = (written: string): string | undefined => {
  const parts = components(written);
  if (parts === undefined || parts.some(([, unit]) => unit === 'deg')) return undefined;
  return `#${parts.map(([value, unit]) => hexByte(unit === '%' ? (value * 255) / 100 : value)).join('')}`;
};

/** CSS Color 4 §7: hue in degrees, saturation and lightness in percent. */
const fromHsl = (written: string): string | undefined => {
  const parts = components(written);
  const [hue, saturation, lightness] = parts ?? [];
  if (!hue || hue[1] === '%' || saturation?.[1] !== '%' || lightness?.[1] !== '%') return undefined;
  const light = Math.min(1, Math.max(0, lightness[0] / 100));
  const reach = Math.min(1, Math.max(0, saturation[0] / 100)) * Math.min(light, 1 - light);
  const channel = (offset: number): string => {
    const turn = (((offset + hue[0] / 30) % 12) + 12) % 12;
    return hexByte(255 * (light - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1))));
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
};

/**
 * A CSS colour as `#rrggbb`: a name, hex, `rgb()` or `hsl()` in old and new spelling. Undefined for what is not opaque
 * (its contrast would depend on what lies below) and for what depends on the page (`currentcolor`, `var()`).
 */
export const cssColor = (written: string): string | undefined => {
  const value = written.trim().toLowerCase();
  const named = COLOR_NAMES.get(value);
  if (named !== undefined) return `#${named}`;
  const hex = HEX.exec(value)?.[1];
  if (hex !== undefined) return fromHex(hex);
  const rgb = RGB.exec(value)?.[1];
  if (rgb !== undefined) return fromRgb(rgb);
  const hsl = HSL.exec(value)?.[1];
  return hsl === undefined ? undefined : fromHsl(hsl);
};
