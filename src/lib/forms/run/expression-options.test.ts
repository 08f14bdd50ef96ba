import { describe, expect, it } from 'vitest';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { aLiveForm, calculated } from '../testing/expression-scenario.ts';
import {
  aChoice,
  aGroup,
  anItem,
  anOption,
  expression,
  extension,
  valuesOf,
} from '../testing/questionnaire.ts';

const { answerExpression, constraint } = STANDARD_EXTENSION;

describe('options', () => {
  it('[FJ4] are what the expression gives', () => {
    const pick = anItem('choice', 'pick', { extension: [expression(answerExpression, valuesOf('names'))] });
    const form = aLiveForm([anItem('string', 'names', { repeats: true }), pick]);
    form.answer(['names', 1], 'はる').addRow('names').answer(['names', 2], 'なつ');
    expect(form.options('pick').map(({ text }) => text.ja)).toEqual(['はる', 'なつ']);
    form.answer('pick', { type: 'string', value: 'なつ' });
    form.expectNoProblem();
    form.answer(['names', 2], 'あき');
    expect(form.issues.map(({ code }) => code)).toEqual(['option-unknown']);
  });

  it('[FJ4] to choose from beside typing do not forbid other answers', () => {
    const name = anItem('string', 'name', {
      extension: [expression(STANDARD_EXTENSION.candidateExpression, "'はる' | 'なつ'")],
    });
    const form = aLiveForm([name]).answer('name', 'ふゆ');
    expect(form.evaluation.computed.get('name')?.candidates?.map(({ text }) => text.ja)).toEqual([
      'はる',
      'なつ',
    ]);
    form.expectNoProblem();
  });

  it('[FJ5] are there only while their expression is true', () => {
    const toggle = extension(STANDARD_EXTENSION.answerOptionsToggle, {
      extension: [
        { url: 'option', valueCoding: { system: 's', code: 'c' } },
        {
          url: 'expression',
          valueExpression: { language: 'text/fhirpath', expression: `${valuesOf('all')} = true` },
        },
      ],
    });
    const form = aLiveForm([
      anItem('boolean', 'all'),
      aChoice('pick', ['a', 'b', 'c'], { extension: [toggle] }),
    ]);
    const offered = () =>
      form.options('pick').map(({ answer }) => answer.type === 'coding' && answer.value.code);
    expect(offered()).toEqual(['a', 'b']);
    form.answer('all', true);
    expect(offered()).toEqual(['a', 'b', 'c']);
    form.answer('pick', 'c').answer('all', false);
    expect(form.issues.map(({ code }) => code)).toEqual(['option-unknown']);
  });

  it('[FM9] have scores that expressions add up', () => {
    const scored = (linkId: string, url: string) =>
      aChoice(linkId, [], {
        answerOption: ['x', 'y'].map((code, at) => anOption(code, extension(url, { valueDecimal: at + 1 }))),
      });
    const form = aLiveForm([
      aGroup('items', [
        scored('one', STANDARD_EXTENSION.itemWeight),
        scored('two', STANDARD_EXTENSION.ordinalValue),
      ]),
      calculated(
        'decimal',
        'total',
        "%resource.item.where(linkId = 'items').item.answer.value.weight().sum()",
      ),
    ]);
    form.answer('one', 'y').answer('two', 'y').expectValue('total', 4);
  });
});

describe('texts and rules', () => {
  it('[FJ6] a text is what its expression gives', () => {
    const greeting = anItem('display', 'hello', {
      _text: { extension: [expression(STANDARD_EXTENSION.cqfExpression, `${valuesOf('name')} & 'ちゃん'`)] },
    });
    const form = aLiveForm([anItem('string', 'name'), greeting]).answer('name', 'さくら');
    expect(form.evaluation.computed.get('hello')?.text).toEqual({ ja: 'さくらちゃん' });
  });

  const rule = (text: string, severity = 'error') =>
    extension(constraint, {
      extension: [
        { url: 'key', valueId: 'order' },
        { url: 'severity', valueCode: severity },
        { url: 'human', valueString: '終わりは始まりより後にしてください' },
        { url: 'expression', valueString: text },
      ],
    });

  it('[FM8] a rule of an item holds back what breaks it, and nothing while there is nothing to compare', () => {
    const end = anItem('date', 'end', { extension: [rule(`${valuesOf('end')} > ${valuesOf('start')}`)] });
    const form = aLiveForm([anItem('date', 'start'), end]).answer('end', '2026-03-01');
    form.expectNoProblem();
    form.answer('start', '2026-03-02');
    expect(form.issues).toEqual([
      { linkId: 'end', key: 'end', code: 'constraint', severity: 'error', constraint: 0 },
    ]);
    expect(form.item('end').constraints[0]?.human.ja).toBe('終わりは始まりより後にしてください');
  });

  it('[FM8] a rule of the form is about the form as a whole, and may only warn', () => {
    const form = aLiveForm([anItem('integer', 'a'), anItem('integer', 'b')], {
      extension: [rule(`${valuesOf('a')} + ${valuesOf('b')} < 10`, 'warning')],
    });
    form.answer('a', 6).answer('b', 6);
    expect(form.issues).toEqual([
      { linkId: '', key: '', code: 'constraint', severity: 'warning', constraint: 0 },
    ]);
  });
});
