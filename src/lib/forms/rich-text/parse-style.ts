import { isReadable, THEMES, type RichTheme } from './css/contrast.ts';
import { cssColor } from './css/css-color.ts';
import { DroppedParts } from './dropped-parts.ts';
import type { DroppedPart, RichStyle } from './rich-text.ts';

export interface ParsedStyle {
  /** What the text declares and may have; sizes are relative to the text around it. */
  readonly style: RichStyle;
  /** Properties that were passed over, for their name or their value. */
  readonly dropped: readonly DroppedPart[];
}

const SIZE_LEAST_PERCENT = 80;
const SIZE_MOST_PERCENT = 200;
const MOST_CHARACTERS = 5_000;

/** Sizes by name: CSS Fonts 4 §2.5.1, in percent of `medium`. */
const SIZE_NAMES: Readonly<Record<string, number>> = {
  'xx-small': 60,
  'x-small': 75,
  small: 89,
  medium: 100,
  large: 120,
  'x-large': 150,
  'xx-large': 200,
  'xxx-large': 300,
};
/** Percent of the size around (`%`, `em`, `larger`) or of the page's text, taken as 16 px. */
const sizePercent = (value: string, around: number): number | undefined => {
  if (value === 'larger') return 120;
  if (value === 'smaller') return 84;
  const named = Object.hasOwn(SIZE_NAMES, value) ? SIZE_NAMES[value] : undefined;
  if (named !== undefined) return (named / around) * 100;
  const [, digits, unit] = /^(\d{1,4}(?:\.\d{1,4})?)(%|em|rem|px|pt)$/.exec(value) ?? [];
  const amount = Number(digits);
  switch (unit) {
    case '%':
      return amount;
    case 'em':
      return amount * 100;
    case 'rem':
      return (amount / around) * 10_000;
    case 'px':
      return (amount / 16 / around) * 10_000;
    case 'pt':
      return (amount / 12 / around) * 10_000;
    default:
      return undefined;
  }
};

const ALIGNMENTS: Readonly<Record<string, RichStyle['align']>> = {
  left: 'start',
  start: 'start',
  center: 'center',
  right: 'end',
  end: 'end',
  justify: 'justify',
};

const isBold = (value: string): boolean | undefined => {
  if (value === 'bold' || value === 'bolder') return true;
  if (value === 'normal' || value === 'lighter') return false;
  return /^[1-9]\d{0,2}$|^1000$/.test(value) ? Number(value) >= 600 : undefined;
};

const decorations = (value: string): RichStyle | undefined => {
  const lines = value.split(/\s+/);
  if (lines.length === 1 && lines[0] === 'none') return {};
  const known = lines.every((line) => line === 'underline' || line === 'line-through');
  if (!known) return undefined;
  return {
    ...(lines.includes('underline') && { underline: true }),
    ...(lines.includes('line-through') && { strike: true }),
  };
};

/** What one declaration gives; undefined when it is not among what an author may say. */
const declared = (property: string, value: string, around: RichStyle): RichStyle | undefined => {
  switch (property) {
    case 'color': {
      const color = cssColor(value);
      return color === undefined ? undefined : { color };
    }
    case 'background':
    case 'background-color': {
      const backgroundColor = cssColor(value);
      return backgroundColor === undefined ? undefined : { backgroundColor };
    }
    case 'font-weight': {
      const bold = isBold(value);
      return bold === undefined ? undefined : { bold };
    }
    case 'font-style':
      if (value === 'italic' || value === 'oblique') return { italic: true };
      return value === 'normal' ? { italic: false } : undefined;
    case 'text-decoration':
    case 'text-decoration-line':
      return decorations(value);
    case 'text-align': {
      const align = Object.hasOwn(ALIGNMENTS, value) ? ALIGNMENTS[value] : undefined;
      return align && { align };
    }
    case 'font-size': {
      const size = around.sizePercent ?? 100;
      const own = sizePercent(value, size);
      const whole = own === undefined ? 0 : (own * size) / 100;
      // A little room for what multiplying rounds off.
      const fits = whole > SIZE_LEAST_PERCENT - 0.01 && whole < SIZE_MOST_PERCENT + 0.01;
      return own !== undefined && fits ? { sizePercent: Math.round(own * 10) / 10 } : undefined;
    }
    default:
      return undefined;
  }
};

/** The style with as much of its colours as stays readable: both, else the text's, else the ground's, else none. */
const readable = (
  { color, backgroundColor, ...rest }: RichStyle,
  around: RichStyle,
  themes: readonly RichTheme[],
): RichStyle => {
  const choices: readonly RichStyle[] = [
    { ...(color !== undefined && { color }), ...(backgroundColor !== undefined && { backgroundColor }) },
    ...(color === undefined ? [] : [{ color }]),
    ...(backgroundColor === undefined ? [] : [{ backgroundColor }]),
  ];
  const best = choices.find((choice) =>
    isReadable(choice.color ?? around.color, choice.backgroundColor ?? around.backgroundColor, themes),
  );
  return { ...rest, ...best };
};

/** The style of a text inside a styled one: what is declared inside wins, sizes multiply. */
export const inherit = (around: RichStyle, own: RichStyle): RichStyle => ({
  ...around,
  ...own,
  ...((around.sizePercent !== undefined || own.sizePercent !== undefined) && {
    sizePercent: ((around.sizePercent ?? 100) * (own.sizePercent ?? 100)) / 100,
  }),
});

/**
 * Reads CSS declarations (`rendering-style`, the `style` attribute of XHTML): `color`, `background-color`,
 * `font-weight`, `font-style`, `text-decoration`, `text-align` and `font-size`, each with plain values only. A colour
 * that would leave text below 4.5 : 1 is dropped. Nothing that loads, moves, hides or covers gets through.
 * @param around the style of the text that this one stands in
 */
export const parseStyle = (
  css: string,
  around: RichStyle = {},
  themes: readonly RichTheme[] = THEMES,
): ParsedStyle => {
  const dropped = new DroppedParts();
  if (css.length > MOST_CHARACTERS) {
    dropped.add('style', 'other');
    return { style: {}, dropped: dropped.list };
  }
  let style: RichStyle = {};
  for (const declaration of css.replace(/\/\*[^*]*\*\//g, ' ').split(';')) {
    if (declaration.trim() === '') continue;
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important\s*$/i, '')
      .trim()
      .toLowerCase();
    const own = declared(property, value, around);
    if (own === undefined) dropped.add('style', property);
    else style = { ...style, ...own };
  }
  const kept = readable(style, around, themes);
  if (style.color !== kept.color) dropped.add('style', 'color');
  if (style.backgroundColor !== kept.backgroundColor) dropped.add('style', 'background-color');
  return { style: kept, dropped: dropped.list };
};
