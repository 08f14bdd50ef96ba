import { describe, expect, it } from 'vitest';
import { compileForm } from './compile.ts';
import { OWN_EXTENSION, REFUSED_EXTENSIONS, STANDARD_EXTENSION, UCUM_SYSTEM } from './extensions.ts';
import type { FormProblem } from './form.ts';
import {
  aChoice,
  anItem,
  anOption,
  aQuestionnaire,
  aWeight,
  extension,
  when,
} from './testing/questionnaire.ts';

/** Problems as `severity code path`. */
const problemsOf = (questionnaire: unknown): readonly string[] =>
  compileForm(questionnaire).problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`);

const withItems = (...items: readonly unknown[]): readonly string[] => problemsOf(aQuestionnaire(items));

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
    const { form, problems } = compileForm(aQuestionnaire([anItem('url', 'a'), anItem('boolean', 'a')]));
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

  it('[FC24] a form without url and version works, with warnings', () => {
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
    ['a root element', aQuestionnaire([], { option: 1 }), 'option'],
    ['implicitRules', aQuestionnaire([], { implicitRules: 'http://x' }), 'implicitRules'],
    [
      'initial',
      aQuestionnaire([anItem('boolean', 'a', { initial: [{ valueBoolean: true }] })]),
      'item[0].initial',
    ],
    [
      'answerValueSet',
      aQuestionnaire([aChoice('a', ['x'], { answerValueSet: '#v' })]),
      'item[0].answerValueSet',
    ],
    [
      'options of a string',
      aQuestionnaire([anItem('string', 'a', { answerOption: [] })]),
      'item[0].answerOption',
    ],
    ['maxLength of a date', aQuestionnaire([anItem('date', 'a', { maxLength: 3 })]), 'item[0].maxLength'],
    [
      'an R5 element',
      aQuestionnaire([anItem('date', 'a', { disabledDisplay: 'hidden' })]),
      'item[0].disabledDisplay',
    ],
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

  it('[FC3] a contained resource that nothing refers to is a warning', () => {
    expect(problemsOf(aQuestionnaire([], { contained: [] }))).toEqual([
      'warning element-unsupported contained',
    ]);
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

  it.each([...REFUSED_EXTENSIONS])('[FC5] %s refuses the form', (url) => {
    expect(withItems(anItem('date', 'a', { extension: [{ url, valueString: 'x' }] }))).toEqual([
      'error extension-unsupported item[0].extension[0]',
    ]);
  });

  it('[FC5] a hidden item is refused, an item said not to be hidden is not', () => {
    const hidden = (valueBoolean: boolean) =>
      withItems(anItem('date', 'a', { extension: [extension(STANDARD_EXTENSION.hidden, { valueBoolean })] }));
    expect(hidden(true)).toEqual([
      `error extension-unsupported item[0].extension.where(url='${STANDARD_EXTENSION.hidden}')`,
    ]);
    expect(hidden(false)).toEqual([]);
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
});
