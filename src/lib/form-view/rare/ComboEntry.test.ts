import { describe, expect, it } from 'vitest';
import type { Answer } from '../../forms/answer-types.ts';
import { ComboEntry, comboOption, type ComboPort } from './ComboEntry.svelte.ts';

const coding = (code: string, display: string): Answer => ({ type: 'coding', value: { code, display } });
const egg = coding('egg', 'たまご');
const milk = coding('milk', '牛乳');
const soba = coding('soba', 'そば');
const OPTIONS = [comboOption(egg, 'たまご'), comboOption(milk, '牛乳'), comboOption(soba, 'そば')];

const anEntry = (over: Partial<ComboPort> = {}) => {
  const port = {
    options: OPTIONS,
    answers: [] as readonly Answer[],
    unread: undefined as string | undefined,
    isOpen: false,
    isMany: false,
    ...over,
    set(answers: readonly Answer[]): void {
      port.answers = answers;
      port.unread = undefined;
    },
    setUnread(text: string): void {
      port.answers = [];
      port.unread = text;
    },
  };
  return { port, entry: new ComboEntry(port) };
};

describe('a box with suggestions, for one answer', () => {
  it('takes a name typed in full, in whatever kana, and leaves the text as it was typed', () => {
    const { port, entry } = anEntry();
    entry.type('タマゴ');
    expect(port.answers).toEqual([egg]);
    expect(entry.text).toBe('タマゴ');
  });

  it('keeps words that are no option for correction', () => {
    const { port, entry } = anEntry();
    entry.type('小麦');
    expect(port).toMatchObject({ answers: [], unread: '小麦' });
    expect(entry.text).toBe('小麦');
    entry.type('');
    expect(port).toMatchObject({ answers: [], unread: undefined });
  });

  it('takes own words where the choice is open', () => {
    const { port, entry } = anEntry({ isOpen: true });
    entry.type('小麦');
    expect(port.answers).toEqual([{ type: 'string', value: '小麦' }]);
  });

  it('walks through the suggestions by arrow keys, past the ends by way of the box', () => {
    const { port, entry } = anEntry();
    entry.move(1, 50);
    expect([entry.expanded, entry.active]).toEqual([true, 0]);
    entry.move(-1, 50);
    expect(entry.active).toBe(-1);
    entry.move(-1, 50);
    expect(entry.active).toBe(2);
    entry.move(1, 50);
    expect(entry.active).toBe(-1);
    entry.move(1, 2);
    entry.move(1, 2);
    expect(entry.enter()).toBe(true);
    expect(port.answers).toEqual([milk]);
    expect([entry.expanded, entry.text]).toEqual([false, '牛乳']);
  });

  it('does nothing at Enter while no suggestion is chosen', () => {
    const { port, entry } = anEntry();
    entry.type('た');
    expect(entry.enter()).toBe(false);
    expect(port.answers).toEqual([]);
  });

  it('offers everything again once an answer stands in the box', () => {
    const { entry } = anEntry({ answers: [egg] });
    expect(entry.text).toBe('たまご');
    expect(entry.found).toHaveLength(3);
  });
});

describe('a box with suggestions, for several answers', () => {
  it('collects each answer once and takes them back one by one', () => {
    const { port, entry } = anEntry({ isMany: true });
    entry.pick(OPTIONS[0]!);
    entry.pick(OPTIONS[1]!);
    entry.pick(OPTIONS[0]!);
    expect(port.answers).toEqual([egg, milk]);
    entry.remove(egg);
    expect(port.answers).toEqual([milk]);
  });

  it('puts an answer in the place of わからない', () => {
    const { port, entry } = anEntry({
      isMany: true,
      answers: [{ type: 'absent', reason: 'asked-unknown' }],
    });
    entry.pick(OPTIONS[2]!);
    expect(port.answers).toEqual([soba]);
  });

  it('takes own words at Enter and on leaving, where the choice is open', () => {
    const { port, entry } = anEntry({ isMany: true, isOpen: true });
    entry.type('小麦');
    expect(entry.enter()).toBe(true);
    entry.type('えび');
    entry.leave();
    expect(port.answers.map((answer) => answer.type === 'string' && answer.value)).toEqual(['小麦', 'えび']);
    expect(entry.text).toBe('');
  });

  it('lets a search go that came to nothing', () => {
    const { port, entry } = anEntry({ isMany: true, answers: [egg] });
    entry.type('えび');
    entry.leave();
    expect(port).toMatchObject({ answers: [egg], unread: undefined });
    expect(entry.text).toBe('');
  });
});
