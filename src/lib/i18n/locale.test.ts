import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadedGuardianMessages } from './guardian-messages.ts';
import { LOCALES, LOCALE_NAMES, pickLocale } from './locale.ts';
import { loadedMessages, messagesFor } from './messages.ts';

describe('pickLocale', () => {
  it.each([
    [[], 'ja'],
    [['ja-JP'], 'ja'],
    [['en-GB'], 'en'],
    [['vi-VN', 'ja'], 'vi'],
    [['vi-VN'], 'vi'],
    [['zh-CN'], 'zh-Hans'],
    [['zh_Hant_TW'], 'zh-Hans'],
    [['pt'], 'pt-BR'],
    [['tl-PH'], 'fil'],
    [['ja-x-easy'], 'ja-x-easy'],
    [['de-DE'], 'en'],
    [['constructor'], 'en'],
    [['', ' '], 'ja'],
    [['EN_us'], 'en'],
  ] as const)('takes for the wishes %j the language %s', (wishes, locale) => {
    expect(pickLocale(wishes)).toBe(locale);
  });

  it('answers every list of wishes with a language there is', () => {
    fc.assert(fc.property(fc.array(fc.string()), (wishes) => LOCALES.includes(pickLocale(wishes))));
  });
});

describe('loading a language', () => {
  it('gives Japanese until another language has been loaded, then that language', async () => {
    expect(loadedMessages('en').common.actions.back).toBe('もどる');
    await messagesFor('en');
    expect(loadedMessages('en').common.actions.back).toBe('Back');
    expect(loadedGuardianMessages('en').kiosk.confirm.no).toBe('No');
    expect(loadedMessages('ja').common.actions.back).toBe('もどる');
  });

  it('names every language in itself', () => {
    expect(new Set(LOCALES.map((locale) => LOCALE_NAMES[locale])).size).toBe(LOCALES.length);
  });
});
