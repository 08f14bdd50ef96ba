import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase45 } from '../contract/base45.ts';
import { KeyboardWedge, type KeyPress, type WedgeResult } from './keyboard-wedge.ts';

const US: Readonly<Record<string, readonly [code: string, shift: boolean]>> = {
  ' ': ['Space', false],
  $: ['Digit4', true],
  '%': ['Digit5', true],
  '*': ['Digit8', true],
  '+': ['Equal', true],
  '-': ['Minus', false],
  '.': ['Period', false],
  '/': ['Slash', false],
  ':': ['Semicolon', true],
};

/** What a Japanese (JIS) layout makes of a US reader's presses, where it differs. */
const JIS: Readonly<Record<string, string>> = { '*': '(', '+': '~', ':': '+' };

const positionOf = (character: string): readonly [string, boolean] => {
  if (/[A-Z]/.test(character)) return [`Key${character}`, true];
  return /\d/.test(character) ? [`Digit${character}`, false] : (US[character] ?? ['', false]);
};

type Layout = 'us' | 'jis' | 'ime' | 'position-unknown';

const aPress = (change: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  timeStamp: 0,
  ...change,
});

/** The presses with which a reader set to the US layout types a text on a system with this layout. */
const pressesOf = (text: string, layout: Layout, gapMs = 5, from = 1_000): KeyPress[] =>
  Array.from(text, (character, index) => {
    const [code, shiftKey] = positionOf(character);
    const keys = {
      us: character,
      jis: JIS[character] ?? character,
      ime: 'Process',
      'position-unknown': character,
    };
    return aPress({
      key: keys[layout],
      code: layout === 'position-unknown' ? '' : code,
      shiftKey,
      timeStamp: from + index * gapMs,
    });
  });

const enterAfter = (presses: readonly KeyPress[], key = 'Enter'): KeyPress =>
  aPress({ key, code: key, timeStamp: (presses.at(-1)?.timeStamp ?? 0) + 5 });

const feed = (wedge: KeyboardWedge, presses: readonly KeyPress[]): WedgeResult[] =>
  presses.map((press) => wedge.press(press));

const TICKET = 'HGK1:NW 42$%*+-./:I8';

describe('a barcode reader that types', () => {
  it.each<Layout>(['us', 'jis', 'ime', 'position-unknown'])(
    'is understood on a system of kind %s',
    (layout) => {
      const wedge = new KeyboardWedge();
      const presses = pressesOf(TICKET, layout);
      const results = feed(wedge, [...presses, enterAfter(presses)]);
      expect(results.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => ({ kind: 'other' })));
      expect(results.slice(4, -1)).toEqual(
        Array.from({ length: TICKET.length - 4 }, () => ({ kind: 'taken' })),
      );
      expect(results.at(-1)).toEqual({ kind: 'text', text: TICKET });
    },
  );

  it('is understood for every ticket on every system', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 168 });
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom<Layout>('us', 'jis', 'ime', 'position-unknown'),
        (payload, layout) => {
          const text = `HGK1:${toBase45(payload)}`;
          const presses = pressesOf(text, layout);
          expect(feed(new KeyboardWedge(), [...presses, enterAfter(presses, 'Tab')]).at(-1)).toEqual({
            kind: 'text',
            text,
          });
        },
      ),
    );
  });

  it('is understood with its Shift presses and with Caps Lock on', () => {
    const presses = pressesOf('HGK1:AB', 'us').map((press) => ({ ...press, key: press.key.toLowerCase() }));
    const withShift = presses.flatMap((press) => [
      aPress({ key: 'Shift', timeStamp: press.timeStamp }),
      press,
    ]);
    expect(feed(new KeyboardWedge(), [...withShift, enterAfter(presses)]).at(-1)).toEqual({
      kind: 'text',
      text: 'HGK1:AB',
    });
  });

  it('brings an enrolment code as well, and text after text', () => {
    const wedge = new KeyboardWedge();
    for (const [round, text] of ['HGKE1:AB01CD23', TICKET, TICKET].entries()) {
      const presses = pressesOf(text, 'us', 5, 1_000 + round * 500);
      expect(feed(wedge, [...presses, enterAfter(presses)]).at(-1)).toEqual({ kind: 'text', text });
    }
  });

  it('may follow directly on other keys', () => {
    const presses = pressesOf(`AHH${TICKET}`, 'us');
    expect(feed(new KeyboardWedge(), [...presses, enterAfter(presses)]).at(-1)).toEqual({
      kind: 'text',
      text: TICKET,
    });
  });

  it.each([
    [60, { kind: 'text', text: TICKET }],
    [61, { kind: 'other' }],
  ])('with %d ms between keys gives %j', (gap, expected) => {
    const presses = pressesOf(TICKET, 'us', gap);
    expect(feed(new KeyboardWedge(), [...presses, enterAfter(presses)]).at(-1)).toEqual(expected);
  });

  it('may be slower where that is configured', () => {
    const presses = pressesOf(TICKET, 'us', 120);
    const wedge = new KeyboardWedge({ maxGapMs: 150 });
    expect(feed(wedge, [...presses, enterAfter(presses)]).at(-1)).toEqual({ kind: 'text', text: TICKET });
  });

  it('that sends no Enter is understood when it has fallen silent', () => {
    const wedge = new KeyboardWedge();
    const presses = pressesOf(TICKET, 'us');
    feed(wedge, presses);
    const last = presses.at(-1)?.timeStamp ?? 0;
    expect(wedge.idle(last + 60)).toEqual({ kind: 'other' });
    expect(wedge.idle(last + 61)).toEqual({ kind: 'text', text: TICKET });
    expect(wedge.idle(last + 500)).toEqual({ kind: 'other' });
  });
});

describe('a person who types', () => {
  it('is never taken for a reader at a person’s speed', () => {
    const gap = fc.integer({ min: 61, max: 400 });
    fc.assert(
      fc.property(gap, (gapMs) => {
        const presses = pressesOf(TICKET, 'us', gapMs);
        const enter = { ...enterAfter(presses), timeStamp: (presses.at(-1)?.timeStamp ?? 0) + gapMs };
        expect(feed(new KeyboardWedge(), [...presses, enter]).every(({ kind }) => kind === 'other')).toBe(
          true,
        );
      }),
    );
  });

  it('keeps every key of any other text, however fast', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('HGKE012 -:abc')), maxLength: 20 });
    fc.assert(
      fc.property(text, (typed) => {
        fc.pre(!/HGKE?1:/i.test(typed));
        const presses = pressesOf(typed.toUpperCase(), 'us');
        const results = feed(new KeyboardWedge(), [...presses, enterAfter(presses)]);
        expect(results.every(({ kind }) => kind === 'other')).toBe(true);
      }),
    );
  });

  it('keeps shortcuts, which also end a text', () => {
    const wedge = new KeyboardWedge();
    const presses = pressesOf('HGK1:AB', 'us');
    feed(wedge, presses);
    const shortcut = aPress({ key: 'c', code: 'KeyC', ctrlKey: true, timeStamp: 1_036 });
    expect(feed(wedge, [shortcut, enterAfter([shortcut])])).toEqual([{ kind: 'other' }, { kind: 'other' }]);
  });

  it('cannot make a text longer than any ticket', () => {
    const presses = pressesOf(`HGK1:${'A'.repeat(400)}`, 'us', 1);
    expect(feed(new KeyboardWedge(), [...presses, enterAfter(presses)]).at(-1)).toEqual({ kind: 'other' });
  });
});
