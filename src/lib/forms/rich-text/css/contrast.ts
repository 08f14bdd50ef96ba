/** Contrast that text needs against what lies behind it. Source: WCAG 2.2, 1.4.3 (AA), text of any size. */
export const CONTRAST_LEAST = 4.5;

/** WCAG 2.2, "relative luminance": 0 black – 1 white. @param color `#rrggbb` */
const luminance = (color: string): number => {
  const channel = (at: number): number => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
};

/** WCAG contrast ratio of two colours `#rrggbb`, 1–21, whichever is the lighter. */
export const contrast = (one: string, other: string): number => {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

/** The colours of a page that an author's colours meet. */
export interface RichTheme {
  /** Of text that has no colour of its own. */
  readonly ink: string;
  /** Everything that a text of a form may stand on. */
  readonly surfaces: readonly string[];
}

/**
 * The light theme of `app.css`, the only one: `--ink`; `--surface`, `--surface-sunk`, the guardians' paper, and the
 * soft grounds of chosen answers and notices. A second theme is a second entry: a colour must hold in each.
 */
export const THEMES: readonly RichTheme[] = [
  {
    ink: '#1a1a1a',
    surfaces: ['#ffffff', '#f2f2f2', '#fdfaf0', '#e8f1fe', '#fdeeee', '#fbf5e0', '#e6f5ec', '#ffeee2'],
  },
];

/** Whether text is readable wherever it may stand. Undefined colours are those of the page. */
export const isReadable = (
  color: string | undefined,
  background: string | undefined,
  themes: readonly RichTheme[] = THEMES,
): boolean =>
  (color === undefined && background === undefined) ||
  themes.every(({ ink, surfaces }) =>
    (background === undefined ? surfaces : [background]).every(
      (surface) => contrast(color ?? ink, surface) >= CONTRAST_LEAST,
    ),
  );
