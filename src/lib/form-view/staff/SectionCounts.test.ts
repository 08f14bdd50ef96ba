import { describe, expect, it } from 'vitest';
import { compileForm } from '../../forms/compile.ts';
import { loadFhirPath } from '../../forms/fhirpath/engine.ts';
import type { CompiledForm } from '../../forms/form.ts';
import { FormState } from '../FormState.svelte.ts';
import { SectionCounts, type SectionStatus } from './SectionCounts.svelte.ts';
import { sectionsOf } from './sections.ts';

const form = (item: readonly unknown[]): CompiledForm =>
  compileForm({
    resourceType: 'Questionnaire',
    url: 'https://hagukumi.dev/fhir/Questionnaire/counts',
    version: '1',
    status: 'draft',
    item,
  }).form!;

const integer = (linkId: string, more: object = {}) => ({ linkId, type: 'integer', text: linkId, ...more });
const group = (linkId: string, ...item: readonly unknown[]) => ({
  linkId,
  type: 'group',
  text: linkId,
  item,
});
const HIDDEN = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden', valueBoolean: true }],
};

const counted = (of: FormState): (() => SectionStatus) => {
  const [section] = sectionsOf(of.tree.roots);
  if (section === undefined) throw new Error('the form has no section');
  const counts = new SectionCounts(of, [section]);
  counts.follow();
  return () => counts.of(section);
};

describe('SectionCounts', () => {
  const state = () =>
    new FormState(
      form([
        group(
          'g',
          integer('must', { required: true }),
          integer('may'),
          integer('dependent', {
            required: true,
            enableWhen: [{ question: 'may', operator: '=', answerInteger: 1 }],
          }),
        ),
      ]),
    );

  it('counts what is expected, asked and not there', () => {
    const filled = state();
    const status = counted(filled);
    expect(status()).toEqual({ empty: true, missing: 1, checks: 0 });
    filled.set('may', [{ type: 'integer', value: 1 }]);
    expect(status()).toEqual({ empty: false, missing: 2, checks: 0 });
    filled.set('may', [{ type: 'integer', value: 2 }]);
    expect(status()).toEqual({ empty: false, missing: 1, checks: 0 });
    filled.clear('may');
    expect(status()).toEqual({ empty: true, missing: 1, checks: 0 });
  });

  it('counts a text that cannot be read as something to look at, not as missing', () => {
    const filled = state();
    const status = counted(filled);
    filled.setUnread('must', '3..');
    expect(status()).toEqual({ empty: true, missing: 0, checks: 1 });
  });

  it('counts a wrong answer as something to look at until it is put right', () => {
    const filled = new FormState(
      form([
        group('g', {
          ...integer('n'),
          extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: 3 }],
        }),
      ]),
    );
    const status = counted(filled);
    filled.set('n', [{ type: 'integer', value: 4 }]);
    expect(status()).toEqual({ empty: false, missing: 0, checks: 1 });
    filled.set('n', [{ type: 'integer', value: 3 }]);
    expect(status()).toEqual({ empty: false, missing: 0, checks: 0 });
  });

  it('finds nothing left once all is answered', () => {
    const filled = state();
    filled.set('must', [{ type: 'integer', value: 3 }]);
    expect(counted(filled)()).toEqual({ empty: false, missing: 0, checks: 0 });
  });

  it('counts every row, and nothing that is hidden', () => {
    const filled = new FormState(
      form([
        {
          ...group('g', integer('a', { required: true }), {
            ...integer('b', { required: true }),
            ...HIDDEN,
          }),
          repeats: true,
        },
      ]),
    );
    filled.addRow('g');
    expect(counted(filled)()).toEqual({ empty: true, missing: 2, checks: 0 });
  });

  it('makes no cell of an item', () => {
    const filled = state();
    counted(filled)();
    expect(['must', 'may', 'dependent'].map((key) => filled.cellAt(key))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('defects of several answers together', () => {
  const RULE = {
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-constraint',
        extension: [
          { url: 'key', valueId: 'rule' },
          { url: 'severity', valueCode: 'error' },
          { url: 'human', valueString: '合っていません' },
          { url: 'expression', valueString: '1 = 2' },
        ],
      },
    ],
  };

  it('count once completing has been tried: a section with one is not done', async () => {
    const expressions = await loadFhirPath([]);
    const { form: compiled } = compileForm(
      {
        resourceType: 'Questionnaire',
        url: 'https://hagukumi.dev/fhir/Questionnaire/counts',
        version: '1',
        status: 'draft',
        item: [{ ...group('g', integer('a', RULE), integer('b')), ...RULE }],
      },
      { expressions },
    );
    const filled = new FormState(compiled!, { answers: new Map([['a', [{ type: 'integer', value: 1 }]]]) });
    const status = counted(filled);
    expect(status()).toEqual({ empty: false, missing: 0, checks: 0 });
    filled.check();
    expect(status()).toEqual({ empty: false, missing: 0, checks: 2 });
  });
});
