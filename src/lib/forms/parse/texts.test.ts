import { describe, expect, it } from 'vitest';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import { problemsOfItems as withItems } from '../testing/problems.ts';
import { anItem, aQuestionnaire, extension, translation } from '../testing/questionnaire.ts';
import { compiled } from '../testing/scenario.ts';
import { theItem } from '../testing/the-item.ts';

describe('the other forms of a text', () => {
  const { renderingStyle, renderingXhtml, renderingMarkdown } = STANDARD_EXTENSION;
  const rich = [
    extension(renderingStyle, { valueString: 'color: red' }),
    extension(renderingXhtml, { valueString: '<b>体重</b>' }),
    extension(renderingMarkdown, {
      valueMarkdown: '**体重**',
      _valueMarkdown: { extension: [translation('en', '**Weight**')] },
    }),
    extension(OWN_EXTENSION.ruby, { valueString: '体重《たいじゅう》' }),
  ];
  const kept = {
    style: 'color: red',
    xhtml: '<b>体重</b>',
    markdown: { ja: '**体重**', en: '**Weight**' },
    ruby: { ja: '体重《たいじゅう》' },
  };

  it('[FH10] are kept apart from it, on items and on options', () => {
    const item = theItem(anItem('date', 'a', { text: '体重', _text: { extension: rich } }));
    expect([item.text, item.rich]).toEqual([{ ja: '体重' }, kept]);
    const choice = theItem(
      anItem('choice', 'a', {
        answerOption: [
          { valueCoding: { code: 'x', display: '重い', _display: { extension: rich } } },
          { valueString: '軽い', _valueString: { extension: rich } },
          { valueString: 'ふつう' },
        ],
      }),
    );
    expect(choice.options.map((option) => option.rich)).toEqual([kept, kept, undefined]);
  });

  it('[FH10] stand alone where there is no plain text, and script in them is kept as text', () => {
    const markup = '<script>alert(1)</script>';
    const item = theItem({
      linkId: 'a',
      type: 'display',
      _text: { extension: [extension(renderingXhtml, { valueString: markup })] },
    });
    expect([item.text, item.rich]).toEqual([{ ja: '' }, { xhtml: markup }]);
  });

  it('[FH10] [FC6] of another type are refused', () => {
    const odd = [extension(renderingStyle, { valueBoolean: true })];
    expect(withItems(anItem('date', 'a', { _text: { extension: odd } }))).toEqual([
      'error value-invalid item[0]._text.extension[0]',
    ]);
  });
});

describe('translations', () => {
  const both = (key: string, ja: string, en: string) => ({
    [key]: ja,
    [`_${key}`]: { extension: [translation('en', en)] },
  });
  const told = { ja: 'あ', en: 'a' };

  it('[FH11] stand on the title, on texts, on options of either kind and on every text of an extension', () => {
    const { shortText, entryFormat, openLabel } = STANDARD_EXTENSION;
    const { hint, readAloud } = OWN_EXTENSION;
    const form = compiled(
      aQuestionnaire(
        [
          anItem('open-choice', 'a', {
            ...both('text', 'あ', 'a'),
            answerOption: [
              { valueCoding: { code: 'x', ...both('display', 'あ', 'a') } },
              both('valueString', 'あ', 'a'),
            ],
            extension: [shortText, entryFormat, openLabel, hint, readAloud].map((url) =>
              extension(url, both('valueString', 'あ', 'a')),
            ),
          }),
        ],
        both('title', 'あ', 'a'),
      ),
    );
    const [item] = form.items;
    expect(form.title).toEqual(told);
    expect([
      item?.text,
      item?.shortText,
      item?.entryFormat,
      item?.openLabel,
      item?.hint,
      item?.readAloud,
    ]).toEqual(Array.from({ length: 6 }, () => told));
    expect(item?.options.map(({ text }) => text)).toEqual([told, told]);
    expect(form.languages).toEqual(['ja', 'en']);
  });
});
