import { describe, expect, it } from 'vitest';
import { isDriver } from './conditions-json.ts';
import { factsOf } from './form-facts.ts';
import { type ItemJson, walkItems } from './form-json.ts';
import { CONDITIONAL_SHARE, generateForm } from './generate-form.ts';

const SIZES = [40, 200, 1000, 3000];

const itemsOf = (items: number, repeats = true): readonly ItemJson[] =>
  [...walkItems(generateForm({ items, repeats }).item)].map(({ item }) => item);

describe.each(SIZES)('a generated form of %i items', (size) => {
  it('has exactly so many items, each with its own linkId', () => {
    const items = itemsOf(size);
    expect(items).toHaveLength(size);
    expect(new Set(items.map(({ linkId }) => linkId)).size).toBe(size);
  });

  it('is the same every time and another with another seed', () => {
    expect(generateForm({ items: size })).toEqual(generateForm({ items: size }));
    expect(generateForm({ items: size, seed: 2 })).not.toEqual(generateForm({ items: size }));
  });

  it('asks a quarter of its items on a condition, each on booleans and choices that stand before', () => {
    const items = itemsOf(size);
    const before = new Set<string>();
    for (const item of items) {
      for (const { question } of item.enableWhen ?? []) expect(before).toContain(question);
      if (isDriver(item)) before.add(item.linkId);
    }
    const conditional = items.filter(({ enableWhen }) => enableWhen !== undefined).length;
    expect(Math.abs(conditional / size - CONDITIONAL_SHARE)).toBeLessThan(size < 100 ? 0.06 : 0.01);
  });

  it('has questions to type into and to toggle near its middle', () => {
    const { items, typing, toggles, shownAtStart } = factsOf(generateForm({ items: size }));
    const order = itemsOf(size).map(({ linkId }) => linkId);
    expect(items).toBe(size);
    for (const linkId of [typing, toggles[0]?.linkId ?? '']) {
      expect(Math.abs(order.indexOf(linkId) / size - 0.5)).toBeLessThan(0.25);
      expect(shownAtStart).toContain(linkId);
    }
    for (const { dependents } of toggles) {
      expect(dependents.length).toBeGreaterThan(0);
      for (const dependent of dependents) expect(shownAtStart).not.toContain(dependent);
    }
  });

  it('never names a question inside a repeating group from outside of it', () => {
    const repeatedAround = new Map<string, string | undefined>();
    for (const { item, around } of walkItems(generateForm({ items: size }).item)) {
      const own = around.find(({ repeats }) => repeats === true)?.linkId;
      repeatedAround.set(item.linkId, own);
      for (const { question } of item.enableWhen ?? []) expect(repeatedAround.get(question)).toBe(own);
    }
  });
});

describe('a generated form of 1,000 items', () => {
  const items = itemsOf(1000);

  it('mixes its items as a checkup form does', () => {
    const share = (of: (item: ItemJson) => boolean): number => items.filter(of).length / items.length;
    expect(share(({ type, repeats }) => type === 'choice' && repeats !== true)).toBeCloseTo(0.32, 1);
    for (const type of ['boolean', 'integer', 'decimal', 'quantity', 'date', 'string', 'text', 'display']) {
      expect(share((item) => item.type === type)).toBeGreaterThan(0.01);
    }
  });

  it('nests to four levels', () => {
    const depths = [...walkItems(generateForm({ items: 1000 }).item)].map(({ around }) => around.length);
    expect(Math.max(...depths)).toBe(3);
  });

  it('has chains and conditions on several questions, of both kinds', () => {
    const conditional = new Set(items.filter((item) => item.enableWhen).map(({ linkId }) => linkId));
    const chained = items.filter((item) =>
      item.enableWhen?.some(({ question }) => conditional.has(question)),
    );
    expect(chained.length).toBeGreaterThan(10);
    for (const behavior of ['all', 'any']) {
      expect(items.filter((item) => item.enableBehavior === behavior).length).toBeGreaterThan(5);
    }
  });

  it('repeats some groups and strings, and only on request', () => {
    const repeated = (list: readonly ItemJson[], type: string): number =>
      list.filter((item) => item.type === type && item.repeats === true).length;
    expect(repeated(items, 'group')).toBeGreaterThan(1);
    expect(repeated(items, 'string')).toBeGreaterThan(1);
    const plain = itemsOf(1000, false);
    expect(repeated(plain, 'group') + repeated(plain, 'string')).toBe(0);
  });
});
