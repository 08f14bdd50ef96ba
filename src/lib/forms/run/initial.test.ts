import { describe, expect, it } from 'vitest';
import { UCUM_SYSTEM } from '../extensions.ts';
import { problemsOfItems } from '../testing/problems.ts';
import { aChoice, aGroup, anItem, anOption, when } from '../testing/questionnaire.ts';
import { scenarioOf } from '../testing/scenario.ts';

const selected = (code: string) => ({ ...anOption(code), initialSelected: true });

const PHOTO = { contentType: 'image/png', data: 'AAAA' };

describe('what a new response starts with', () => {
  it.each<[string, object, object]>([
    ['boolean', { valueBoolean: false }, { valueBoolean: false }],
    ['decimal', { valueDecimal: 36.5 }, { valueDecimal: 36.5 }],
    ['integer', { valueInteger: 0 }, { valueInteger: 0 }],
    ['date', { valueDate: '2026-04' }, { valueDate: '2026-04' }],
    ['dateTime', { valueDateTime: '2026-04-01T00:00:00Z' }, { valueDateTime: '2026-04-01T00:00:00Z' }],
    ['time', { valueTime: '09:30:00' }, { valueTime: '09:30:00' }],
    ['string', { valueString: 'なし' }, { valueString: 'なし' }],
    ['text', { valueString: 'なし' }, { valueString: 'なし' }],
    ['url', { valueUri: 'urn:a' }, { valueUri: 'urn:a' }],
    ['open-choice', { valueString: 'ほか' }, { valueString: 'ほか' }],
    ['attachment', { valueAttachment: PHOTO }, { valueAttachment: PHOTO }],
    [
      'reference',
      { valueReference: { reference: 'Patient/1' } },
      { valueReference: { reference: 'Patient/1' } },
    ],
    [
      'quantity',
      { valueQuantity: { value: 3, unit: 'kg', system: UCUM_SYSTEM, code: 'kg' } },
      { valueQuantity: { value: 3, unit: 'kg', system: UCUM_SYSTEM, code: 'kg' } },
    ],
  ])('[FB10] the initial value of a %s is there as if it had been entered', (type, initial, answer) => {
    expect(scenarioOf(anItem(type, 'q', { initial: [initial] })).responseItems).toEqual([
      { linkId: 'q', answer: [answer] },
    ]);
  });

  it('[FB10] options can be chosen from the start', () => {
    const one = aChoice('one', [], { answerOption: [anOption('x'), selected('y')] });
    const several = aChoice('several', [], {
      repeats: true,
      answerOption: [selected('x'), anOption('y'), selected('z')],
    });
    const scenario = scenarioOf(
      one,
      several,
      aChoice('named', ['x'], { initial: [{ valueCoding: { system: 's', code: 'x' } }] }),
    );
    expect([scenario.values('one'), scenario.values('several'), scenario.values('named')]).toEqual([
      ['y'],
      ['x', 'z'],
      ['x'],
    ]);
  });

  it('[FB10] it opens what waits for it, and can be taken back', () => {
    const scenario = scenarioOf(
      anItem('boolean', 'q', { initial: [{ valueBoolean: true }] }),
      anItem('string', 'd', {
        enableWhen: [when('q', '=', { answerBoolean: true })],
        initial: [{ valueString: 'x' }],
      }),
    );
    scenario.expectShown('d');
    expect(scenario.answer('q').responseItems).toBeUndefined();
    scenario.expectValue('d', 'x');
  });

  it('[FB10] a repeating question starts with a row for each of its values', () => {
    const scenario = scenarioOf(
      anItem('string', 'q', { repeats: true, initial: [{ valueString: 'あ' }, { valueString: 'い' }] }),
    );
    expect(scenario.rowCount('q')).toBe(2);
    expect(scenario.addRow('q').responseItems).toEqual([
      { linkId: 'q', answer: [{ valueString: 'あ' }, { valueString: 'い' }] },
    ]);
  });

  it('[FB10] it is there in every row from the start, and in every row that is added', () => {
    const scenario = scenarioOf(
      aGroup(
        'dose',
        [
          anItem('integer', 'times', { initial: [{ valueInteger: 3 }] }),
          aGroup('day', [anItem('boolean', 'done', { initial: [{ valueBoolean: false }] })], {
            repeats: true,
          }),
        ],
        { repeats: true },
      ),
    );
    scenario.expectValue(['times', 1], 3).expectValue(['done', 1, 1], false);
    scenario.answer(['times', 1], 1).addRow('dose').addRow(['day', 2]);
    scenario.expectValue(['times', 1], 1).expectValue(['times', 2], 3);
    scenario.expectValue(['done', 2, 1], false).expectValue(['done', 2, 2], false);
  });

  it('[FB10] under the answers of a multi-select it is there for those that are chosen from the start', () => {
    const scenario = scenarioOf(
      aChoice('ill', [], {
        repeats: true,
        answerOption: [selected('x'), anOption('y')],
        item: [anItem('boolean', 'treated', { initial: [{ valueBoolean: true }] })],
      }),
    );
    scenario.expectValue(['treated', 1], true);
  });

  it.each<[string, object, string]>([
    ['of a group', aGroup('q', [], { initial: [{ valueBoolean: true }] }), 'item[0].initial[0]'],
    ['of a display', anItem('display', 'q', { initial: [{ valueString: 'x' }] }), 'item[0].initial[0]'],
    ['of another type', anItem('integer', 'q', { initial: [{ valueString: '1' }] }), 'item[0].initial[0]'],
    ['without a value', anItem('integer', 'q', { initial: [{}] }), 'item[0].initial[0]'],
    [
      'of two answers to one question',
      anItem('integer', 'q', { initial: [{ valueInteger: 1 }, { valueInteger: 2 }] }),
      'item[0].initial',
    ],
    [
      'of two options of one answer',
      aChoice('q', [], { answerOption: [selected('x'), selected('y')] }),
      'item[0].initial',
    ],
  ])('[FB10] [FC6] one %s is refused', (_name, item, path) => {
    expect(problemsOfItems(item)).toContain(`error value-invalid ${path}`);
  });
});
