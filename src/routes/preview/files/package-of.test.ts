import { describe, expect, it } from 'vitest';
import { packageOf } from './package-of.ts';
import { isData } from './resources-in.ts';

const FORM = { resourceType: 'Questionnaire', status: 'draft' };
const SET = { resourceType: 'ValueSet', url: 'https://example.org/ValueSet/a' };
const PATIENT = { resourceType: 'Patient' };
const bundle = (...resources: readonly unknown[]): unknown => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

describe('packageOf', () => {
  it('puts files of one resource and files of several into one Bundle', () => {
    expect(packageOf([FORM, bundle(SET)])).toEqual(bundle(FORM, SET));
  });

  it('keeps what is no resource, for the reader to report', () => {
    expect(packageOf([FORM, 3])).toEqual(bundle(FORM, 3));
  });
});

describe('isData', () => {
  it.each([
    ['a Patient', PATIENT, true],
    ['a response', { resourceType: 'QuestionnaireResponse' }, true],
    ['a Bundle of data', bundle(PATIENT), true],
    ['a form', FORM, false],
    ['a package with a form', bundle(SET, FORM), false],
    ['options', SET, false],
    ['an empty Bundle', bundle(), false],
    ['a Bundle whose entries are no list', { resourceType: 'Bundle', entry: 'x' }, false],
    ['a number', 4, false],
    ['nothing', null, false],
    ['a list', [PATIENT], false],
  ])('decides for %s', (_what, json, expected) => {
    expect(isData(json)).toBe(expected);
  });
});
