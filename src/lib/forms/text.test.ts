import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textIn } from './text.ts';

const text = { ja: '体重', en: 'Weight', 'zh-Hant': '體重', 'pt-BR': 'Peso' };

describe('textIn', () => {
  it.each([
    ['ja', '体重'],
    ['en', 'Weight'],
    ['en-GB', 'Weight'],
    ['zh-Hant-TW', '體重'],
    ['zh-Hant', '體重'],
    ['zh', '体重'],
    ['pt-BR', 'Peso'],
    ['pt', '体重'],
    ['vi', '体重'],
    ['', '体重'],
  ])('[FT1] %s is shown as %s', (language, shown) => {
    expect(textIn(text, language)).toBe(shown);
  });

  it('[FT1] the next asked language comes before Japanese', () => {
    expect(textIn(text, ['vi', 'en'])).toBe('Weight');
    expect(textIn(text, ['pt', 'vi'])).toBe('体重');
    expect(textIn(text, [])).toBe('体重');
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'en-constructor'])(
    '[FT1] %s is no way to an Object member',
    (language) => {
      expect(['体重', 'Weight']).toContain(textIn(text, language));
    },
  );

  it('[FT1] nothing that is asked makes it throw', () => {
    expect(textIn(text, `en${'-x'.repeat(100_000)}`)).toBe('体重');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.array(fc.string())), (language) => {
        expect(Object.values(text)).toContain(textIn(text, language));
      }),
    );
  });
});
