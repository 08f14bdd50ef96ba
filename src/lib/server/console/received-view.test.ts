import { afterEach, beforeEach, expect, it } from 'vitest';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision } from '../testing/a-tablet.ts';
import { sectionStatesOf } from './received-view.ts';

let test: TestHub;
let town: TestMunicipality;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
});

afterEach(async () => {
  await test.dispose();
});

const named = (kind: 'group' | 'individual', rows: Parameters<typeof sectionStatesOf>[1] = []) =>
  sectionStatesOf({ program: 'infant-1m', kind }, rows).map(({ section }) => section);

it('names no section as missing that a checkup at one clinic is complete without, until it is begun', async () => {
  const received = ['questionnaire', 'measurement', 'examination'];
  expect(named('individual')).toEqual(received);
  const content = JSON.stringify(await aRevision(test.hub, town));
  const row = {
    checkup_id: 'c',
    record_id: 'r',
    status: 'saved' as const,
    warnings: '[]',
    hub_seq: 1,
    content,
  };
  expect(named('individual', [{ ...row, section: 'guidance' }])).toEqual([...received, 'guidance']);
});

it('names every section of a group checkup', () => {
  expect(named('group')).toEqual([
    'questionnaire',
    'interview',
    'measurement',
    'examination',
    'nutrition',
    'guidance',
    'conference',
  ]);
});
