import { describe, expect, it } from 'vitest';
import { compileForm } from './compile.ts';
import { KNOWN_EXTENSIONS, OWN_EXTENSION, STANDARD_EXTENSION, UCUM_SYSTEM } from './extensions.ts';
import type { FormProblem } from './issue.ts';
import {
  aChoice,
  aGroup,
  anItem,
  anOption,
  aQuestionnaire,
  aWeight,
  extension,
  when,
} from './testing/questionnaire.ts';
import { problemsOf, problemsOfItems as withItems } from './testing/problems.ts';

describe('what is a form', () => {
  it.each([
    undefined,
    null,
    1,
    'text',
    [],
    {},
    { resourceType: 'Patient' },
    [{ resourceType: 'Questionnaire' }],
  ])('[FC1] %j is not a Questionnaire', (value) => {
    expect(compileForm(value)).toEqual({
      problems: [{ severity: 'error', code: 'not-a-questionnaire', path: 'Questionnaire' }],
    });
  });

  it('[FC2] all problems are listed, and one error is enough to give no form', () => {
    const { form, problems } = compileForm(aQuestionnaire([anItem('question', 'a'), anItem('boolean', 'a')]));
    expect(form).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual<FormProblem['code'][]>([
      'type-unsupported',
      'link-id-duplicate',
    ]);
  });

  it('[FC2] warnings alone still give a form', () => {
    const { form, problems } = compileForm(aQuestionnaire([anItem('boolean', 'a', { text: undefined })]));
    expect(problems).toEqual([{ severity: 'warning', code: 'value-invalid', path: 'item[0].text' }]);
    expect(form?.items).toHaveLength(1);
  });

  it('[FC22] a form without url and version works, with warnings', () => {
    const { form, problems } = compileForm({ resourceType: 'Questionnaire', status: 'active' });
    expect(problems.map(({ severity, path }) => [severity, path])).toEqual([
      ['warning', 'url'],
      ['warning', 'version'],
    ]);
    expect(form).toMatchObject({ url: '', version: '', items: [] });
  });

  it('metadata of a Questionnaire is no problem', () => {
    const metadata = {
      id: 'x',
      meta: { profile: ['http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire'] },
      name: 'X',
      publisher: '市',
      subjectType: ['Patient'],
      date: '2026-04-01',
      _date: { id: 'd' },
    };
    expect(problemsOf(aQuestionnaire([], metadata))).toEqual([]);
  });
});

describe('nothing is dropped in silence', () => {
  it.each([
    ['a root element', aQuestionnaire([], { colour: 1 }), 'colour'],
    ['an item element', aQuestionnaire([anItem('date', 'a', { colour: 1 })]), 'item[0].colour'],
    [
      'a part of a coding',
      aQuestionnaire([anItem('date', 'a', { code: [{ code: 'x', colour: 1 }] })]),
      'item[0].code[0].colour',
    ],
    [
      'options of a string',
      aQuestionnaire([anItem('string', 'a', { answerOption: [] })]),
      'item[0].answerOption',
    ],
    ['maxLength of a date', aQuestionnaire([anItem('date', 'a', { maxLength: 3 })]), 'item[0].maxLength'],
    [
      'an option that is no coding',
      aQuestionnaire([
        aChoice('a', [], { answerOption: [anOption('x'), { valueString: 'y', valueCoding: { code: 'z' } }] }),
      ]),
      'item[0].answerOption[1].valueString',
    ],
    [
      'a condition element',
      aQuestionnaire([
        anItem('boolean', 'a'),
        anItem('date', 'b', { enableWhen: [when('a', '=', { answerBoolean: true, answerInteger: 1 })] }),
      ]),
      'item[1].enableWhen[0].answerInteger',
    ],
  ])('[FC3] %s that is not read is refused with its path', (_name, questionnaire, path) => {
    const { form, problems } = compileForm(questionnaire);
    expect(problems).toContainEqual({ severity: 'error', code: 'element-unsupported', path });
    expect(form).toBeUndefined();
  });

  it('[FC4] a modifierExtension refuses the form wherever it stands', () => {
    const modifierExtension = [{ url: 'http://x', valueBoolean: true }];
    expect(problemsOf(aQuestionnaire([], { modifierExtension }))).toEqual([
      'error modifier-extension-unknown modifierExtension',
    ]);
    expect(withItems(anItem('date', 'a', { modifierExtension }))).toEqual([
      'error modifier-extension-unknown item[0].modifierExtension',
    ]);
    expect(withItems(aChoice('a', [], { answerOption: [{ ...anOption('x'), modifierExtension }] }))).toEqual([
      'error modifier-extension-unknown item[0].answerOption[0].modifierExtension',
    ]);
  });

  it('[FC5] an unknown extension is a warning with its path', () => {
    const unknown = { url: 'http://example.org/colour', valueCode: 'red' };
    expect(
      problemsOf(aQuestionnaire([anItem('date', 'a', { extension: [unknown] })], { extension: [unknown] })),
    ).toEqual([
      'warning extension-unsupported item[0].extension[0]',
      'warning extension-unsupported extension[0]',
    ]);
    expect(withItems(anItem('date', 'a', { _text: { extension: [unknown] } }))).toEqual([
      'warning extension-unsupported item[0]._text.extension[0]',
    ]);
    expect(withItems(anItem('date', 'a', { _linkId: { extension: [unknown] } }))).toEqual([
      'warning extension-unsupported item[0]._linkId.extension[0]',
    ]);
  });

  it.each([...KNOWN_EXTENSIONS])('[FC5] %s is known, and what it does to a form is: %s', (url, refusal) => {
    expect(withItems(anItem('date', 'a', { extension: [{ url, valueString: 'x' }] }))).toEqual(
      refusal === 'error' ? ['error extension-unsupported item[0].extension[0]'] : [],
    );
  });

  it('[FC5] an understood extension on an item it does not fit is reported like an unknown one', () => {
    const misplaced = extension(OWN_EXTENSION.concernWhen, { valueBoolean: true });
    expect(withItems(aChoice('a', ['x'], { extension: [misplaced] }))).toEqual([
      'warning extension-unsupported item[0].extension[0]',
    ]);
  });

  it.each([
    ['text', { text: 5 }, 'item[0].text'],
    ['required', { required: 'yes' }, 'item[0].required'],
    ['readOnly', { readOnly: 1 }, 'item[0].readOnly'],
    ['prefix', { prefix: {} }, 'item[0].prefix'],
    ['item', { item: {} }, 'item[0].item'],
    ['enableWhen', { enableWhen: [7] }, 'item[0].enableWhen[0]'],
    ['enableBehavior', { enableBehavior: 'some' }, 'item[0].enableBehavior'],
    ['extension', { extension: 'x' }, 'item[0].extension'],
    ['extension url', { extension: [{ valueString: 'x' }] }, 'item[0].extension[0]'],
    ['maxLength', { maxLength: 0 }, 'item[0].maxLength'],
    ['maxLength', { maxLength: 1.5 }, 'item[0].maxLength'],
    ['definition', { definition: [] }, 'item[0].definition'],
  ])('[FC6] %s of another type is refused', (_name, more, path) => {
    expect(withItems(anItem('string', 'a', more))).toContain(`error value-invalid ${path}`);
  });

  it('[FC6] a second extension where there may be one is refused', () => {
    const unit = extension(STANDARD_EXTENSION.unit, { valueCoding: { system: UCUM_SYSTEM, code: 'kg' } });
    expect(withItems(aWeight('a', { extension: [unit] }))).toEqual([
      'error value-invalid item[0].extension[1]',
    ]);
  });

  it('[FC6] a value outside of the space of its type is refused, wherever it stands', () => {
    expect(withItems(anItem('date', 'a', { initial: [{ valueDate: '2026-02-30' }] }))).toEqual([
      'error value-invalid item[0].initial[0].valueDate',
    ]);
    expect(withItems(anItem('integer', 'a', { initial: [{ valueInteger: 2 ** 31 }] }))).toEqual([
      'error value-invalid item[0].initial[0].valueInteger',
    ]);
    expect(withItems(anItem('date', 'a', { _text: 'x' }))).toEqual(['error value-invalid item[0]._text']);
    expect(withItems(anItem('date', 'a', { _maxLength: 'x' }))).toEqual([
      'error value-invalid item[0]._maxLength',
    ]);
  });
});

describe('another version of FHIR', () => {
  it.each<[string, object, string]>([
    ['R5 coding', anItem('coding', 'a'), 'item[0].type'],
    ['R5 coding in a group', aGroup('g', [anItem('coding', 'a')]), 'item[0].item[0].type'],
    ['R5 disabledDisplay', anItem('date', 'a', { disabledDisplay: 'hidden' }), 'item[0].disabledDisplay'],
    [
      'R5 answerConstraint',
      aChoice('a', ['x'], { answerConstraint: 'optionsOnly' }),
      'item[0].answerConstraint',
    ],
    ['STU3 option', aChoice('a', ['x'], { option: [{ valueInteger: 1 }] }), 'item[0].option'],
    ['STU3 options', aChoice('a', ['x'], { options: { reference: '#v' } }), 'item[0].options'],
    ['STU3 initial', anItem('boolean', 'a', { initialBoolean: true }), 'item[0].initialBoolean'],
  ])('[FB16] %s is told with its path', (_name, item, path) => {
    const { form, problems } = compileForm(aQuestionnaire([item]));
    expect(problems).toEqual([{ severity: 'error', code: 'other-fhir-version', path }]);
    expect(form).toBeUndefined();
  });

  it('[FB16] what stands at the root or in a condition is told as well', () => {
    expect(problemsOf(aQuestionnaire([], { copyrightLabel: 'x', versionAlgorithmString: 'semver' }))).toEqual(
      ['error other-fhir-version copyrightLabel', 'error other-fhir-version versionAlgorithmString'],
    );
    const enableWhen = [{ question: 'a', operator: 'exists', answerBoolean: true, hasAnswer: true }];
    expect(withItems(anItem('boolean', 'a'), anItem('date', 'b', { enableWhen }))).toEqual([
      'error other-fhir-version item[1].enableWhen[0].hasAnswer',
    ]);
  });
});
