import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messagesFor } from '../src/lib/i18n/messages.ts';
import { chainsIn, unreadWords, type WordPath } from './support/words/used-words.ts';

const pathsOf = (value: unknown, path: WordPath = []): readonly WordPath[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))
    : [path];

/** Sources that can read words; not the words themselves, and nothing that only tests run. */
const readers = (): readonly (readonly [string, string])[] =>
  globSync('src/**/*.{ts,svelte}')
    .filter((file) => !/\.test\.ts$|\.d\.ts$|\/testing\/|\/i18n\/[\w-]+\//.test(file))
    .map((file) => [file, readFileSync(file, 'utf8')] as const)
    .filter(([, source]) => /i18n|words|messages/i.test(source));

describe('how sources read words', () => {
  const WORDS: readonly WordPath[] = [
    ['kiosk', 'scan', 'title'],
    ['kiosk', 'scan', 'light'],
    ['kiosk', 'done', 'title'],
    ['problems', 'forbidden'],
    ['form', 'next'],
    ['form', 'back'],
  ];
  const unread = (...sources: readonly string[]): readonly string[] =>
    unreadWords(
      WORDS,
      sources.flatMap((source) => chainsIn('a.ts', source)),
    );
  const others = (...read: readonly string[]): readonly string[] =>
    WORDS.map((path) => path.join('.')).filter((path) => !read.includes(path));

  it.each([
    ['by its path', 'say(words.kiosk.scan.title);'],
    ['through names given on the way', 'const text = $derived(words.kiosk.scan); show(text.title);'],
    ['by a pattern', 'const { scan: { title } } = words.kiosk; show(title);'],
    ['by the pattern of a parameter', 'say(({ kiosk }) => kiosk.scan.title);'],
  ])('finds a word that is read %s, and no other', (_how, source) => {
    expect(unread(source)).toEqual(others('kiosk.scan.title'));
  });

  it('finds all words of a group that is read by a computed name or gone through', () => {
    expect(unread('show(words.problems[code]);')).toEqual(others('problems.forbidden'));
    expect(unread('Object.values(words.kiosk.done).map(show);')).toEqual(others('kiosk.done.title'));
  });

  it('finds a word that is read from a group handed on whole, and none that nobody reads from it', () => {
    expect(
      unread('show({ words: words.form });', 'export const shown = (words: Form) => words.next;'),
    ).toEqual(others('form.next'));
  });

  it('takes a word of the same name in another group for no reading', () => {
    expect(unread('const text = words.kiosk.done; show(text.title, text.light);')).toEqual(
      others('kiosk.done.title'),
    );
  });
});

it('every word of guardians and staff is read somewhere: remove what nothing shows any more', async () => {
  const chains = readers().flatMap(([file, source]) => chainsIn(file, source));
  const words = pathsOf(await messagesFor('ja'));
  expect(words.length).toBeGreaterThan(500);
  expect(unreadWords(words, chains, { everywhere: 'common', rule: 'rules' })).toEqual([]);
}, 60_000);
