import { describe, expect, it } from 'vitest';
import { NumberEntry } from './NumberEntry.svelte.ts';

/** A field whose owner keeps what it is told. */
const aField = (start?: number) => {
  const told: (number | undefined)[] = [];
  const field = { value: start, told, entry: undefined as unknown as NumberEntry };
  field.entry = new NumberEntry(
    () => field.value,
    (next) => {
      field.value = next;
      told.push(next);
    },
  );
  return field;
};

describe('a number being typed', () => {
  it('keeps the typed text as it is while the value follows', () => {
    const field = aField();
    for (const text of ['６', '６２', '６２。', '６２。５']) field.entry.type(text);
    expect(field.entry.shown).toBe('６２。５');
    expect(field.told).toEqual([6, 62, 62.5]);
  });

  it('becomes half-width on leaving, and keeps a zero at the end', () => {
    const field = aField();
    field.entry.type('６２．０');
    field.entry.commit();
    expect(field.entry.shown).toBe('62.0');
    expect(field.value).toBe(62);
  });

  it('keeps a text that is no number, and says so only after leaving', () => {
    const field = aField(40);
    field.entry.type('4o');
    expect(field.value).toBeUndefined();
    expect(field.entry.isRefused).toBe(false);
    field.entry.commit();
    expect(field.entry.isRefused).toBe(true);
    expect(field.entry.shown).toBe('4o');
    field.entry.type('40');
    expect(field.entry.isRefused).toBe(false);
  });

  it('shows a value that was changed from outside, and shows nothing when it was taken back', () => {
    const field = aField();
    field.entry.type('6240');
    field.value = 6300;
    expect(field.entry.shown).toBe('6300');
    field.value = undefined;
    expect(field.entry.shown).toBe('');
    expect(field.entry.isRefused).toBe(false);
  });

  it('tells nothing when only the way of writing changed', () => {
    const field = aField(5);
    field.entry.type('5.0');
    field.entry.type('５');
    expect(field.told).toEqual([]);
  });
});
