import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DayBundle } from '../../contract/bundle.ts';
import type { ConsoleUser } from '../auth/console-session.ts';
import { setRule } from '../rules/rule-settings.ts';
import { recentAudit } from '../store/audit-chain.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER, type TestMunicipality } from '../testing/a-municipality.ts';
import { aTablet } from '../testing/a-tablet.ts';
import { setProgramWindow } from '../windows/program-windows.ts';
import { clearRule, clearWindow, saveRule, saveWindow } from './change-settings.ts';
import { settingsView } from './settings-view.ts';

let test: TestHub;
let town: TestMunicipality;
let user: ConsoleUser;

beforeEach(async () => {
  test = await aHub(undefined, 8_192);
  town = await aMunicipality(test.hub);
  user = { userId: 'clerk', name: '花子', municipality: { code: town.code, name: '試験市' } };
});

afterEach(async () => {
  await test.dispose();
});

type Fields = Readonly<Record<string, string>>;

const formOf = (fields: Fields): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};

const windowAt = async (program: string) =>
  (await settingsView(test.hub, town.code)).windows.find((each) => each.program === program);

const ruleAt = async (id: string) =>
  (await settingsView(test.hub, town.code)).rules.find((each) => each.id === id);

const epds = (change: Fields = {}): Fields => ({
  rule: 'epds',
  seen: '',
  on: 'yes',
  'value.cutoff': '9',
  'value.zeroIsWatched': 'yes',
  ...change,
});

const ages = (from: string, end: string, change: Fields = {}): Fields => ({
  program: 'infant-3-4m',
  from,
  end,
  seen: '',
  ...change,
});

const bundle = async (): Promise<DayBundle> => {
  const tablet = await aTablet(test.hub, town);
  return DayBundle.parse(await (await tablet.bundle()).json());
};

const newestAudit = async (municipality = town.code) => {
  const [line] = await recentAudit(test.hub.store.db, municipality, { before: 1e9, limit: 1 });
  return line;
};

const refusedAs = (code: string, parameter?: string) => ({
  ok: false,
  error: { code, ...(parameter === undefined ? {} : { parameter }) },
});

describe('the ages in the console', () => {
  it('stand beside the law’s and the program’s own, and say when the municipality set them', async () => {
    expect(await windowAt('child-18m')).toMatchObject({
      law: { from: 18, end: 24 },
      standard: { from: 18, end: 24 },
      own: undefined,
      seen: '',
    });
    expect(await windowAt('infant-3-4m')).toMatchObject({
      law: undefined,
      standard: { unit: 'month' },
      subject: 'child',
    });
    await setProgramWindow(test.hub, TESTER, { municipality: town.code, program: 'infant-3-4m' }, [
      { unit: 'month', from: 4, end: 6 },
    ]);
    expect(await windowAt('infant-3-4m')).toMatchObject({
      own: [{ unit: 'month', from: 4, end: 6 }],
      seen: '4-6',
    });
  });

  it('[WI10] reach the tablets once saved, as typed in full width too, and go back to the program’s own', async () => {
    expect(await saveWindow(test.hub, user, formOf(ages(' ４', '6')))).toMatchObject({ ok: true });
    expect((await bundle()).windows).toEqual({ 'infant-3-4m': { from: 4, end: 6 } });
    const back = formOf({ program: 'infant-3-4m', seen: '4-6' });
    expect(await clearWindow(test.hub, user, back)).toMatchObject({ ok: true });
    expect((await bundle()).windows).toBeUndefined();
    expect(await clearWindow(test.hub, user, formOf({ program: 'infant-3-4m', seen: '' }))).toMatchObject(
      refusedAs('nothing-set'),
    );
  });

  it('[WI10] beyond those at which the law has a checkup given are taken, and say so', async () => {
    const program = 'child-18m';
    expect(await windowAt(program)).toMatchObject({ isBeyondLaw: false });
    expect(await saveWindow(test.hub, user, formOf(ages('18', '30', { program })))).toMatchObject({
      ok: true,
    });
    expect(await windowAt(program)).toMatchObject({ own: [{ from: 18, end: 30 }], isBeyondLaw: true });
  });

  it('are noted with who, when, and what was and is', async () => {
    await saveWindow(test.hub, user, formOf(ages('4', '6')));
    const line = await newestAudit();
    expect(line).toMatchObject({
      action: 'window-set',
      actor_kind: 'console',
      actor_id: 'clerk',
      target: 'infant-3-4m',
    });
    expect(line?.at).toBe(new Date(test.clock.ms).toISOString());
    expect(JSON.parse(line?.detail ?? '')).toEqual({ fromBefore: 3, endBefore: 5, from: 4, end: 6 });
    await clearWindow(test.hub, user, formOf({ program: 'infant-3-4m', seen: '4-6' }));
    const reset = await newestAudit();
    expect(reset?.action).toBe('window-reset');
    expect(JSON.parse(reset?.detail ?? '')).toEqual({ fromBefore: 4, endBefore: 6, from: 3, end: 5 });
  });

  it.each([
    ['a word', ages('三', '5'), 'not-whole'],
    ['nothing', ages('', '5'), 'not-whole'],
    ['a part of a month', ages('3.5', '5'), 'not-whole'],
    ['less than nothing', ages('-1', '5'), 'not-whole'],
    ['more than a bundle may hold', ages('3', '2001'), 'not-whole'],
    ['an exponent', ages('3', '1e2'), 'not-whole'],
    ['ages without a day', ages('5', '5'), 'no-day'],
    ['ages beyond the law', ages('0', '13', { program: 'postnatal-care' }), 'beyond-law'],
    ['ages seen otherwise', ages('4', '6', { seen: '3-6' }), 'changed-since'],
    ['another program', ages('4', '6', { program: 'toString' }), 'form-malformed'],
    ['a field too many', ages('4', '6', { municipality: '472905' }), 'form-malformed'],
    ['a value too many', ages('4', '6', { 'value.x': '1' }), 'form-malformed'],
    ['a text without end', ages('4'.repeat(65), '6'), 'form-malformed'],
  ])('[WI10] are not changed by %s', async (_, fields, code) => {
    expect(await saveWindow(test.hub, user, formOf(fields))).toMatchObject(refusedAs(code));
    expect((await bundle()).windows).toBeUndefined();
    expect((await newestAudit())?.action).not.toBe('window-set');
  });

  it('are not changed by a form with a field twice, without one, or with a file', async () => {
    const twice = formOf(ages('4', '6'));
    twice.append('from', '3');
    const file = formOf(ages('4', '6'));
    file.set('end', new Blob(['6']));
    const short = formOf({ program: 'infant-3-4m', from: '4', end: '6' });
    for (const form of [twice, file, short]) {
      expect(await saveWindow(test.hub, user, form)).toMatchObject(refusedAs('form-malformed'));
    }
    expect((await bundle()).windows).toBeUndefined();
  });

  it('of two clerks who looked at the same time, the second is told', async () => {
    const place = { municipality: town.code, program: 'infant-3-4m' } as const;
    const seen = (await windowAt('infant-3-4m'))?.seen ?? 'none';
    await setProgramWindow(test.hub, TESTER, place, [{ unit: 'month', from: 4, end: 7 }]);
    expect(await saveWindow(test.hub, user, formOf(ages('4', '6', { seen })))).toMatchObject(
      refusedAs('changed-since'),
    );
    expect(await clearWindow(test.hub, user, formOf({ program: 'infant-3-4m', seen }))).toMatchObject(
      refusedAs('changed-since'),
    );
    expect((await windowAt('infant-3-4m'))?.own).toEqual([{ unit: 'month', from: 4, end: 7 }]);
  });
});

describe('the rules in the console', () => {
  it('stand there with id, version, source, range and standard', async () => {
    expect(await ruleAt('epds')).toMatchObject({
      version: '1',
      staffOnly: true,
      on: true,
      isOwn: false,
      parameters: [
        { name: 'cutoff', label: '区分点', value: '9', standard: '9', range: '1〜30（整数）' },
        { name: 'zeroIsWatched', value: 'yes', choices: [{ value: 'yes' }, { value: 'no' }] },
      ],
    });
    expect((await ruleAt('epds'))?.source).toMatch(/^EPDS 日本版/);
    expect(await ruleAt('bonding-items')).toMatchObject({ on: false, standardOn: false, parameters: [] });
    expect((await ruleAt('stool-card'))?.programs).toContain('1か月児健診');
  });

  it('[CR5] reach the tablets once saved; what is as the rule has it is not set', async () => {
    expect(await saveRule(test.hub, user, formOf(epds({ on: 'no', 'value.cutoff': '１１' })))).toMatchObject({
      ok: true,
    });
    expect((await bundle()).rules).toEqual({ epds: { on: false, parameters: { cutoff: 11 } } });
    const seen = (await ruleAt('epds'))?.seen ?? '';
    expect(await saveRule(test.hub, user, formOf(epds({ seen })))).toMatchObject({ ok: true });
    expect((await bundle()).rules).toBeUndefined();
    expect(await saveRule(test.hub, user, formOf(epds()))).toMatchObject({ ok: true });
    expect(await ruleAt('epds')).toMatchObject({ isOwn: false });
  });

  it('keep a value that was set to what the rule has', async () => {
    await setRule(test.hub, TESTER, { municipality: town.code, rule: 'epds' }, { parameters: { cutoff: 9 } });
    const seen = (await ruleAt('epds'))?.seen ?? '';
    await saveRule(test.hub, user, formOf(epds({ seen, 'value.zeroIsWatched': 'no' })));
    expect((await bundle()).rules).toEqual({ epds: { parameters: { cutoff: 9, zeroIsWatched: false } } });
  });

  it('are noted with who, and what was and is', async () => {
    await saveRule(test.hub, user, formOf(epds({ 'value.cutoff': '11' })));
    const line = await newestAudit();
    expect(line).toMatchObject({
      action: 'rule-set',
      actor_kind: 'console',
      actor_id: 'clerk',
      target: 'epds',
    });
    expect(JSON.parse(line?.detail ?? '')).toEqual({
      before: '{}',
      setting: '{"parameters":{"cutoff":11}}',
    });
    const seen = (await ruleAt('epds'))?.seen ?? '';
    expect(await clearRule(test.hub, user, formOf({ rule: 'epds', seen }))).toMatchObject({ ok: true });
    const reset = await newestAudit();
    expect([reset?.action, JSON.parse(reset?.detail ?? '')]).toEqual([
      'rule-reset',
      { before: '{"parameters":{"cutoff":11}}' },
    ]);
  });

  it.each([
    ['a value out of range', epds({ 'value.cutoff': '31' }), 'not-allowed', 'cutoff'],
    ['a part of a point', epds({ 'value.cutoff': '9.5' }), 'not-allowed', 'cutoff'],
    ['no value', epds({ 'value.cutoff': '' }), 'not-allowed', 'cutoff'],
    ['a word', epds({ 'value.cutoff': 'nine' }), 'not-allowed', 'cutoff'],
    ['neither yes nor no', epds({ 'value.zeroIsWatched': 'maybe' }), 'not-allowed', 'zeroIsWatched'],
    ['a parameter it does not have', epds({ 'value.toString': '1' }), 'unknown-parameter', 'toString'],
    ['a parameter named as the prototype', epds({ 'value.__proto__': '1' }), 'form-malformed', undefined],
    ['no such rule', epds({ rule: 'nothing' }), 'unknown-rule', undefined],
    ['a setting seen otherwise', epds({ seen: '{}', on: 'no' }), 'changed-since', undefined],
    ['a field too many', epds({ other: '1' }), 'form-malformed', undefined],
    ['no answer whether it is used', epds({ on: '' }), 'form-malformed', undefined],
  ])('[CR6] are not changed by %s', async (_, fields, code, parameter) => {
    const outcome = await saveRule(test.hub, user, formOf(fields));
    expect(outcome).toMatchObject(refusedAs(code, parameter));
    expect((await bundle()).rules).toBeUndefined();
    expect((await newestAudit())?.action).not.toBe('rule-set');
  });

  it('are not changed by a form that leaves a parameter out', async () => {
    const { 'value.cutoff': _, ...short } = epds({ on: 'no' });
    expect(await saveRule(test.hub, user, formOf(short))).toMatchObject(refusedAs('form-malformed'));
  });

  it('of two clerks who looked at the same time, the second is told', async () => {
    await saveRule(test.hub, user, formOf(epds({ on: 'no' })));
    const late = { ...user, userId: 'other clerk' };
    expect(await saveRule(test.hub, late, formOf(epds({ 'value.cutoff': '10' })))).toMatchObject(
      refusedAs('changed-since'),
    );
    expect(await clearRule(test.hub, late, formOf({ rule: 'epds', seen: '' }))).toMatchObject(
      refusedAs('changed-since'),
    );
    expect((await ruleAt('epds'))?.on).toBe(false);
  });
});

describe('what a clerk may change', () => {
  it('is their own municipality’s alone, whatever the form says', async () => {
    const elsewhere = await aMunicipality(test.hub, '47291');
    const stranger = { ...user, municipality: { code: elsewhere.code, name: '隣の市' } };
    await saveWindow(test.hub, stranger, formOf(ages('4', '6')));
    await saveRule(test.hub, stranger, formOf(epds({ on: 'no' })));
    expect(await windowAt('infant-3-4m')).toMatchObject({ own: undefined });
    expect(await ruleAt('epds')).toMatchObject({ on: true, isOwn: false });
    expect((await newestAudit(elsewhere.code))?.action).toBe('rule-set');
    const seen = (await settingsView(test.hub, elsewhere.code)).windows.find(
      ({ own }) => own !== undefined,
    )?.seen;
    expect(
      await clearWindow(test.hub, user, formOf({ program: 'infant-3-4m', seen: seen ?? '' })),
    ).toMatchObject(refusedAs('changed-since'));
  });

  it('holds nothing of any person', async () => {
    const said = JSON.stringify(await settingsView(test.hub, town.code));
    for (const word of ['山田', 'やまだ', '2026-08-10', '看護 花子', town.child.subjectId]) {
      expect(said).not.toContain(word);
    }
  });
});
