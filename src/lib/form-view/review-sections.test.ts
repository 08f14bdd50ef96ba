import { describe, expect, it } from 'vitest';
import { compileForm } from '../forms/compile.ts';
import { FormState } from './FormState.svelte.ts';
import { answeredOn, drawnOn } from './page-nodes.ts';
import { pagesOf } from '../forms/run/pages.ts';
import { placeText } from './place-text.ts';
import { loadedGuardianMessages } from '../i18n/guardian-messages.ts';
import { labelText } from '../ui/label.ts';
import { reviewLabels } from './review-labels.ts';
import { reviewSections } from './review-sections.ts';

const string = (linkId: string, more: object = {}) => ({ linkId, type: 'string', text: linkId, ...more });
const group = (linkId: string, item: readonly object[], more: object = {}) => ({
  linkId,
  type: 'group',
  text: linkId,
  item,
  ...more,
});
const coding = (code: string) => ({ type: 'coding', value: { code, display: code } }) as const;

const aForm = (...item: readonly object[]): FormState => {
  const { form, problems } = compileForm({ resourceType: 'Questionnaire', status: 'draft', item });
  if (form === undefined) throw new Error(JSON.stringify(problems));
  return new FormState(form);
};
const told = (form: FormState) =>
  reviewSections(form).map(({ group: named, questions }) => [
    named?.linkId,
    questions.map((node) => placeText(form, node)).join(', '),
  ]);

describe('the review of a form', () => {
  it('tells every row of a list by its number', () => {
    const form = aForm(
      group('薬', [string('名前'), string('量')], { repeats: true }),
      string('電話', { repeats: true }),
    );
    form.addRow('薬');
    form.addRow('電話');
    expect(told(form)).toEqual([
      ['薬', '薬 1：名前, 薬 1：量, 薬 2：名前, 薬 2：量'],
      [undefined, '電話 1, 電話 2'],
    ]);
  });

  it('tells rows within rows by both numbers', () => {
    const form = aForm(group('子', [group('薬', [string('名前')], { repeats: true })], { repeats: true }));
    form.addRow('子');
    const [, second] = form.tree.byKey.get('子')!.children;
    form.addRow(second!.children[0]!.key);
    expect(told(form)[0]?.[1]).toBe('子 1 薬 1：名前, 子 2 薬 1：名前, 子 2 薬 2：名前');
  });

  it('names what is asked of each answer after the answer', () => {
    const form = aForm({
      linkId: '相談',
      type: 'choice',
      text: '相談',
      repeats: true,
      answerOption: ['ねむり', '食事'].map((code) => ({ valueCoding: { code, display: code } })),
      item: [string('いつから')],
    });
    form.set('相談', [coding('食事')]);
    expect(told(form)[0]?.[1]).toBe('相談, 相談 食事：いつから');
  });

  it('leaves out what is hidden, with everything in it, and empty fields that cannot be filled in', () => {
    const hidden = {
      extension: [
        { url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden', valueBoolean: true },
      ],
    };
    const form = aForm(group('裏', [string('a')], hidden), string('b', { readOnly: true }), string('c'));
    expect(told(form)).toEqual([[undefined, 'c']]);
  });
});

describe('the words of the review', () => {
  const nameOf = (form: FormState, linkId: string, section: string | undefined) =>
    labelText(
      reviewLabels(form, loadedGuardianMessages('ja'), false).question(
        form.item(linkId).node,
        section === undefined ? undefined : form.item(section).item,
      ),
    );

  it('tell questions of the same name apart by the groups between them and their section', () => {
    const age = (linkId: string) => string(linkId, { text: '年齢' });
    const form = aForm(
      group('家族', [
        age('a'),
        group('父', [age('b')]),
        group('母', [group('無題', [age('c')], { text: undefined }), group('仕事', [age('d')])]),
      ]),
    );
    expect(['a', 'b', 'c', 'd'].map((linkId) => nameOf(form, linkId, '家族'))).toEqual([
      '年齢',
      '父：年齢',
      '母：年齢',
      '母：仕事：年齢',
    ]);
    expect(nameOf(form, '母', undefined)).toBe('家族：母');
  });

  it('leave it to rows to say their list', () => {
    const form = aForm(group('家族', [group('薬', [string('名前')], { repeats: true })]));
    const [row] = form.tree.byKey.get('薬')!.children;
    expect(nameOf(form, row!.children[0]!.key, '家族')).toBe('薬 1：名前');
  });
});

describe('a page of a form', () => {
  const keysOf = (nodes: readonly { readonly key: string }[]) =>
    nodes.map(({ key }) => key.split('\u001F').join('/'));

  it('is answered with everything in the rows of its list', () => {
    const form = aForm(group('薬', [string('名前')], { repeats: true }));
    form.addRow('薬');
    const [page] = pagesOf(form.form, form.enabled);
    expect(keysOf(drawnOn(page!, form.tree))).toEqual(['薬']);
    expect(keysOf(answeredOn(page!, form.tree))).toEqual(['薬', '薬/1', '名前/1', '薬/2', '名前/2']);
  });

  it('is answered with its question alone where what is below has pages of its own', () => {
    const form = aForm(string('a', { item: [string('b')] }));
    const [page] = pagesOf(form.form);
    expect(keysOf(answeredOn(page!, form.tree))).toEqual(['a']);
  });

  it('draws what is in its group as it stands there, groups within it too', () => {
    const page = {
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
          valueCodeableConcept: {
            coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code: 'page' }],
          },
        },
      ],
    };
    const form = aForm(group('頁', [string('a'), group('内', [string('b')])], page));
    const [only] = pagesOf(form.form, form.enabled);
    expect(keysOf(drawnOn(only!, form.tree))).toEqual(['a', '内']);
    expect(keysOf(answeredOn(only!, form.tree))).toEqual(['頁', 'a', '内', 'b']);
  });
});
