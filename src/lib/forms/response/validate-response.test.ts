import { describe, expect, it } from 'vitest';
import { OWN_EXTENSION } from '../extensions.ts';
import { anItem, aQuestionnaire, aWeight, extension, when } from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';
import { validateResponse } from './validate-response.ts';

const QUESTIONNAIRE = aQuestionnaire([
  anItem('boolean', 'q', { required: true }),
  anItem('string', 'd', {
    required: true,
    maxLength: 3,
    enableWhen: [when('q', '=', { answerBoolean: true })],
  }),
  aWeight('w', { extension: [extension(OWN_EXTENSION.softMin, { valueInteger: 4000 })] }),
]);

const scenario = () => new Scenario(QUESTIONNAIRE);

const check = (each: Scenario, more: object = {}) =>
  validateResponse(each.form, { ...each.response(), ...more });

describe('validateResponse', () => {
  it('[FS8] finds nothing in a complete response', () => {
    expect(check(scenario().answer('q', true).answer('d', 'x').answer('w', 6200))).toEqual([]);
    expect(check(scenario().answer('q', false).answer('d', 'too long, but not asked'))).toEqual([]);
  });

  it('[FS6] reports an answer to a question that is not asked', () => {
    const item = [
      { linkId: 'q', answer: [{ valueBoolean: false }] },
      { linkId: 'd', answer: [{ valueString: 'x' }] },
    ];
    expect(check(scenario(), { item })).toEqual([{ severity: 'error', code: 'item-disabled', linkId: 'd' }]);
  });

  it('[FS7] a missing required answer is an error of a finished response only', () => {
    const missing = (status: string) => check(scenario(), { status });
    expect(missing('completed')).toEqual([{ severity: 'error', code: 'required', linkId: 'q' }]);
    expect(missing('amended')).toEqual([{ severity: 'error', code: 'required', linkId: 'q' }]);
    expect(missing('in-progress')).toEqual([{ severity: 'warning', code: 'required', linkId: 'q' }]);
  });

  it('gives defects of answers with their bounds, and oddities as warnings', () => {
    expect(check(scenario().answer('q', true).answer('d', 'long').answer('w', 620))).toEqual([
      { severity: 'error', code: 'too-long', linkId: 'd', bound: 3 },
      { severity: 'warning', code: 'soft-low', linkId: 'w', bound: 4000 },
    ]);
  });

  it('gives structural problems and defects together', () => {
    const item = [{ linkId: 'q', answer: [{ valueString: 'x' }] }, { linkId: 'z' }];
    expect(check(scenario(), { item }).map(({ code }) => code)).toEqual([
      'value-type',
      'link-id-unknown',
      'required',
    ]);
  });
});
