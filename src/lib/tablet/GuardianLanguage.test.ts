import { describe, expect, it } from 'vitest';
import { guardianMessagesFor } from '../i18n/guardian-messages.ts';
import type { Locale } from '../i18n/locale.ts';
import { labelText } from '../ui/label.ts';
import { GuardianLanguage } from './GuardianLanguage.svelte.ts';
import { Kiosk } from './Kiosk.svelte.ts';
import { aShift } from './testing/a-shift.ts';

/** Words that are there for every language but these. */
const without =
  (...missing: readonly Locale[]): typeof guardianMessagesFor =>
  (locale) =>
    missing.includes(locale) ? Promise.reject(new TypeError('Failed to fetch')) : guardianMessagesFor(locale);

const START = (words: Awaited<ReturnType<typeof guardianMessagesFor>>) => words.kiosk.welcome.start;

describe('a language whose words are neither on the tablet nor to be had', () => {
  it('falls back to Japanese and says which one is missing', async () => {
    const spoken = new GuardianLanguage(without('ne'));
    await spoken.use('vi');
    await expect(spoken.use('ne')).resolves.toBeUndefined();
    expect(spoken).toMatchObject({ locale: 'ja', missing: 'ne', isReviewed: true });
    expect(spoken.say(START)).toBe('はじめる');
  });

  it('is forgotten with the next choice', async () => {
    const spoken = new GuardianLanguage(without('ne'));
    await spoken.use('ne');
    await spoken.use('th');
    expect(spoken).toMatchObject({ locale: 'th', missing: undefined });
  });

  it('leaves the kiosk where it is, usable, and the next family in Japanese', async () => {
    const kiosk = new Kiosk((await aShift()).tablet, new GuardianLanguage(without('ne')));
    await kiosk.start();
    await kiosk.chooseLanguage('ne');
    expect(kiosk).toMatchObject({ step: 'welcome', language: 'ja', missingLanguage: 'ne', busy: false });
    kiosk.begin();
    expect(kiosk.step).toBe('scan');
    await kiosk.leave();
    expect(kiosk).toMatchObject({ step: 'welcome', language: 'ja', missingLanguage: undefined });
    kiosk.stop();
  });
});

it('the last of two quick choices is shown, also when its words come first', async () => {
  const gate = Promise.withResolvers<undefined>();
  const spoken = new GuardianLanguage(async (locale) => {
    if (locale === 'vi') await gate.promise;
    return guardianMessagesFor(locale);
  });
  const slow = spoken.use('vi');
  await spoken.use('th');
  gate.resolve(undefined);
  await slow;
  expect(spoken.locale).toBe('th');
});

describe('Japanese beside', () => {
  it('stands beneath every word in another language, and in no name of a control', async () => {
    const spoken = new GuardianLanguage();
    await spoken.use('vi');
    expect(spoken.say(START)).toBe('Bắt đầu');
    spoken.beside = true;
    const label = spoken.say(START);
    expect(label).toMatchObject({ text: 'Bắt đầu', beside: 'はじめる' });
    expect(labelText(label)).toBe('Bắt đầu');
    expect(spoken.say((words, language) => `${language}${words.form.next}`)).toMatchObject({
      beside: 'jaつぎへ',
    });
  });

  it('stands beneath easy Japanese where it says something else', async () => {
    const spoken = new GuardianLanguage();
    spoken.beside = true;
    await spoken.use('ja-x-easy');
    expect(spoken.say((words) => words.kiosk.welcome.title)).toMatchObject({ beside: '健診にようこそ' });
    expect(spoken.say(START)).toBe('はじめる');
  });

  it('stands beneath no Japanese', () => {
    const spoken = new GuardianLanguage();
    spoken.beside = true;
    expect(spoken.say(START)).toBe('はじめる');
  });

  it('is gone for the next family, with the language', async () => {
    const spoken = new GuardianLanguage();
    await spoken.use('vi');
    spoken.beside = true;
    spoken.reset();
    expect(spoken).toMatchObject({ locale: 'ja', beside: false });
    expect(spoken.say(START)).toBe('はじめる');
  });
});

it.each([
  ['ja', true],
  ['vi', false],
] as const)('the words in %s are confirmed: %s', async (locale, reviewed) => {
  const spoken = new GuardianLanguage();
  await spoken.use(locale);
  expect(spoken.isReviewed).toBe(reviewed);
});
