import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, CONTRAST_LEAST, isReadable, THEMES } from './css/contrast.ts';
import { cssColor } from './css/css-color.ts';
import { parseStyle } from './parse-style.ts';
import { refusedNodes } from './testing/refused-nodes.ts';

const droppedNames = (css: string): readonly string[] => parseStyle(css).dropped.map(({ name }) => name);

describe('rendering-style', () => {
  it.each([
    ['color: #060; FONT-WEIGHT: Bold !important', { color: '#006600', bold: true }],
    ['font-weight: 700; font-style: italic', { bold: true, italic: true }],
    ['font-weight: 400; font-style: normal', { bold: false, italic: false }],
    ['text-decoration: underline line-through', { underline: true, strike: true }],
    ['text-align: right', { align: 'end' }],
    ['background-color: yellow', { backgroundColor: '#ffff00' }],
    ['background: #ff0', { backgroundColor: '#ffff00' }],
    ['font-size: 1.5em', { sizePercent: 150 }],
    ['font-size: 24px', { sizePercent: 150 }],
    ['font-size: 18pt', { sizePercent: 150 }],
    ['font-size: x-large', { sizePercent: 150 }],
    ['/* a */ color : navy ; ; ', { color: '#000080' }],
  ])('%s', (css, style) => {
    expect(parseStyle(css)).toEqual({ style, dropped: [] });
  });

  it.each([
    ['position: fixed', 'position'],
    ['display: none', 'display'],
    ['background: url(https://a.jp/x)', 'background'],
    ['background-image: url(x)', 'background-image'],
    ['color: expression(alert(1))', 'color'],
    ['color: var(--x)', 'color'],
    ['color: rgb(0 0 0 / 50%)', 'color'],
    ['font-size: 79%', 'font-size'],
    ['font-size: 201%', 'font-size'],
    ['font-size: 400px', 'font-size'],
    ['font-family: x', 'font-family'],
    ['-moz-binding: url(x)', 'other'],
    ['col\\6fr: red', 'other'],
    ['nonsense', 'other'],
    ['__proto__: x', 'other'],
    ['text-align: constructor', 'text-align'],
    ['font-size: toString', 'font-size'],
  ])('%s is dropped and told', (css, name) => {
    expect(parseStyle(css)).toEqual({ style: {}, dropped: [{ kind: 'style', name }] });
  });

  it('a size of 80 and of 200 percent is still in', () => {
    expect(parseStyle('font-size: 80%').style).toEqual({ sizePercent: 80 });
    expect(parseStyle('font-size: 200%').style).toEqual({ sizePercent: 200 });
  });

  it('a colour below 4.5 : 1 is dropped, as a pair where only the pair holds', () => {
    expect(droppedNames('color: yellow')).toEqual(['color']);
    expect(droppedNames('color: white')).toEqual(['color']);
    expect(droppedNames('color: white; background: navy')).toEqual([]);
    expect(parseStyle('color: #333; background: #555')).toEqual({
      style: { color: '#333333' },
      dropped: [{ kind: 'style', name: 'background-color' }],
    });
    expect(droppedNames('background: #333')).toEqual(['background-color']);
  });

  it('whatever is declared, what is kept is readable and of the allowed kinds', () => {
    const declaration = fc.tuple(
      fc.constantFrom('color', 'background', 'font-size', 'text-align', 'font-weight', 'x'),
      fc.oneof(
        fc.nat(0xffffff).map((value) => `#${value.toString(16).padStart(6, '0')}`),
        fc.constantFrom('red', 'center', '90%', 'bold', 'hsl(10 20% 30%)', 'url(x)'),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(fc.array(declaration, { maxLength: 4 }), (declarations) => {
        const { style } = parseStyle(declarations.map((pair) => pair.join(':')).join(';'));
        expect(refusedNodes([{ kind: 'paragraph', style, children: [] }])).toEqual([]);
        expect(isReadable(style.color, style.backgroundColor)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('colours', () => {
  it.each([
    ['Red', '#ff0000'],
    ['rebeccapurple', '#663399'],
    ['#AbC', '#aabbcc'],
    ['#abcf', '#aabbcc'],
    ['#aabbcc80', undefined],
    ['rgb(255, 0, 128)', '#ff0080'],
    ['rgb(100% 0% 50%)', '#ff0080'],
    ['rgba(1,2,3,1)', '#010203'],
    ['rgba(1,2,3,.9)', undefined],
    ['hsl(120, 100%, 25%)', '#008000'],
    ['hsl(240deg 100% 50%)', '#0000ff'],
    ['hsl(-120 100% 50%)', '#0000ff'],
    ['transparent', undefined],
    ['currentcolor', undefined],
    ['constructor', undefined],
    ['#12', undefined],
    ['rgb(1,2)', undefined],
  ])('%s', (written, color) => {
    expect(cssColor(written)).toBe(color);
  });

  it('contrast is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrast('#123456', '#123456')).toBe(1);
  });

  it('the theme is the one of app.css and the design tokens', () => {
    const app = readFileSync('src/app.css', 'utf8');
    const tokens = readFileSync('node_modules/@digital-go-jp/design-tokens/dist/tokens.css', 'utf8');
    const value = (name: string): string => {
      const [, found = ''] =
        new RegExp(`\\s${name}:\\s*([^;]+);`).exec(app) ??
        new RegExp(`\\s${name}:\\s*([^;]+);`).exec(tokens) ??
        [];
      const [, reference] = /^var\((--[^)]+)\)$/.exec(found) ?? [];
      return reference === undefined ? found : value(reference);
    };
    const [theme] = THEMES;
    expect(app).toMatch(/color-scheme: light;/);
    expect(THEMES).toHaveLength(1);
    expect(value('--ink')).toBe(theme?.ink);
    const grounds = ['--surface', '--surface-sunk', '--action-soft', '--danger-soft', '--caution-soft'];
    for (const name of [...grounds, '--good-soft', '--attention-soft']) {
      expect(theme?.surfaces, name).toContain(value(name));
    }
    expect(theme?.surfaces.every((surface) => contrast(theme.ink, surface) >= CONTRAST_LEAST)).toBe(true);
  });
});
