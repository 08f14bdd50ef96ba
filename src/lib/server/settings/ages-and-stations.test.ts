import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DayBundle, READS_BOUND_ROSTER, READS_HEADER, READS_SPANS } from '../../contract/bundle.ts';
import type { ConsoleUser } from '../auth/console-session.ts';
import { auditView } from '../console/audit-view.ts';
import { recentAudit } from '../store/audit-chain.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aTablet } from '../testing/a-tablet.ts';
import { moveStation } from '../stations/move-station.ts';
import { clearStations, clearWindow, saveStations, saveWindow } from './change-settings.ts';
import { settingsView } from './settings-view.ts';
import { withLine } from './span-lines.ts';

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

const ages = (from: string, end: string, change: Fields = {}): Fields => ({
  program: 'infant-3-4m',
  from,
  end,
  seen: '',
  ...change,
});

const bundle = async (headers: Fields = {}): Promise<DayBundle> => {
  const tablet = await aTablet(test.hub, town);
  return DayBundle.parse(await (await tablet.bundle({ headers })).json());
};

const READS = { [READS_HEADER]: `${READS_BOUND_ROSTER}, ${READS_SPANS}` };

const newestAudit = async () => {
  const [line] = await recentAudit(test.hub.store.db, town.code, { before: 1e9, limit: 1 });
  return line;
};

const refusedAs = (code: string) => ({ ok: false, error: { code } });

describe('ages in other units and as several spans in the console', () => {
  const fiscal = { program: 'child-5y', unit: 'fiscal-year', from: '5', end: '5', seen: '' };
  const twoSpans = {
    ...ages('3', '5', { unit: 'month' }),
    'unit.2': 'week',
    'from.2': '40',
    'end.2': '44',
  };

  it('[WI14] [WI15] reach tablets that read them; those that do not get bounds that hold them', async () => {
    expect(await saveWindow(test.hub, user, formOf(fiscal))).toMatchObject({ ok: true });
    const now = await bundle(READS);
    expect([now.spans, now.windows]).toEqual([
      { 'child-5y': [{ unit: 'fiscal-year', from: 5, end: 5 }] },
      undefined,
    ]);
    const before = await bundle({ [READS_HEADER]: READS_BOUND_ROSTER });
    expect([before.spans, before.windows]).toEqual([undefined, { 'child-5y': { from: 0, end: 2000 } }]);
    expect(await windowAt('child-5y')).toMatchObject({
      own: [{ unit: 'fiscal-year', from: 5, end: 5 }],
      seen: 'fiscal-year:5-5',
    });
  });

  it('[WI12] are a line each, empty lines left out, and go back to the program’s own', async () => {
    const form = formOf({ ...twoSpans, 'unit.3': 'month', 'from.3': ' ', 'end.3': '' });
    expect(await saveWindow(test.hub, user, form)).toMatchObject({ ok: true });
    const spans = [
      { unit: 'month', from: 3, end: 5 },
      { unit: 'week', from: 40, end: 44 },
    ];
    expect((await windowAt('infant-3-4m'))?.own).toEqual(spans);
    expect((await bundle(READS)).spans).toEqual({ 'infant-3-4m': spans });
    const seen = 'month:3-5,week:40-44';
    const stale = formOf({ program: 'infant-3-4m', seen: '3-5' });
    expect(await clearWindow(test.hub, user, stale)).toMatchObject(refusedAs('changed-since'));
    const back = formOf({ program: 'infant-3-4m', seen });
    expect(await clearWindow(test.hub, user, back)).toMatchObject({ ok: true });
    expect((await bundle(READS)).spans).toBeUndefined();
  });

  it('are noted with what was and is, units and all', async () => {
    await saveWindow(test.hub, user, formOf(ages('4', '6')));
    await saveWindow(test.hub, user, formOf({ ...twoSpans, seen: '4-6' }));
    expect(JSON.parse((await newestAudit())?.detail ?? '')).toEqual({
      before: 'month:4-6',
      after: 'month:3-5,week:40-44',
    });
  });

  it.each([
    ['only empty lines', ages('', ' '), 'no-span', undefined],
    ['half a line', { ...twoSpans, 'end.2': '' }, 'not-whole', 2],
    ['a line behind an empty one', { ...twoSpans, from: '', end: '', 'end.2': '40' }, 'no-day', 2],
    ['spans that overlap', { ...twoSpans, 'unit.2': 'month', 'from.2': '4', 'end.2': '6' }, 'overlap', 2],
    ['a unit of others', ages('3', '5', { unit: 'gestation' }), 'wrong-unit', 1],
    ['fiscal years of an adult', { ...fiscal, end: '21' }, 'not-whole', 1],
    ['weeks beyond the law', ages('0', '53', { program: 'postnatal-care', unit: 'week' }), 'beyond-law', 1],
  ])('[WI10] [WI12] are not changed by %s', async (_, fields, code, line) => {
    const refused = await saveWindow(test.hub, user, formOf(fields));
    expect(refused).toMatchObject(refusedAs(code));
    expect(refused.ok ? undefined : refused.error.line).toBe(line);
    expect(await bundle(READS)).not.toHaveProperty('spans');
  });

  it.each([
    ['a line without its end', { ...ages('3', '5'), 'from.2': '6' }],
    ['a unit that is none', ages('3', '5', { unit: 'year' })],
    ['a line too many', { ...ages('3', '5'), 'from.7': '6', 'end.7': '8' }],
  ])('are not changed by a form with %s', async (name, fields) => {
    const filled =
      name === 'a line too many'
        ? Object.fromEntries(
            [2, 3, 4, 5, 6].flatMap((at) => [
              [`from.${at}`, ''],
              [`end.${at}`, ''],
            ]),
          )
        : {};
    expect(await saveWindow(test.hub, user, formOf({ ...fields, ...filled }))).toMatchObject(
      refusedAs('form-malformed'),
    );
  });

  it('[WI12] get one more line up to six, with the unit of the line before', () => {
    const two = withLine(twoSpans);
    expect([two['unit.3'], two['from.3'], two['end.3']]).toEqual(['week', '', '']);
    const six = withLine(withLine(withLine(two)));
    expect(Object.keys(six)).toContain('from.6');
    expect(withLine(six)).toEqual(six);
    expect(withLine(ages('3', '5'))).toMatchObject({ 'from.2': '', 'end.2': '' });
  });
});

describe('the order of stations in the console', () => {
  const usual = 'interview,measurement,examination,guidance,conference';
  const other = 'measurement,interview,examination,guidance,conference';
  const order = (change: Fields = {}): Fields => ({
    program: 'infant-3-4m',
    order: other,
    seen: '',
    ...change,
  });
  const stationsAt = async () =>
    (await settingsView(test.hub, town.code)).stations.find(({ program }) => program === 'infant-3-4m');
  const sectionsOfDay = async () =>
    (await bundle()).forms.filter(({ program }) => program === 'infant-3-4m').map(({ section }) => section);

  it('[SO1] is the usual one until another is set; programs of one station have none to set', async () => {
    const view = await settingsView(test.hub, town.code);
    expect((await stationsAt())?.usual.map(({ title }) => title)).toEqual([
      '問診',
      '計測',
      '診察',
      '指導',
      'カンファレンス',
    ]);
    expect(await stationsAt()).toMatchObject({ own: undefined, seen: '' });
    expect(view.stations.map(({ program }) => program)).not.toContain('newborn-hearing');
  });

  it('[SO3] reaches the tablets as the order of the sections, and goes back to the usual', async () => {
    expect((await sectionsOfDay()).slice(0, 3)).toEqual(['questionnaire', 'interview', 'measurement']);
    expect(await saveStations(test.hub, user, formOf(order()))).toMatchObject({ ok: true });
    expect((await sectionsOfDay()).slice(0, 3)).toEqual(['questionnaire', 'measurement', 'interview']);
    expect((await stationsAt())?.own?.map(({ station }) => station).join(',')).toBe(other);
    const back = formOf({ program: 'infant-3-4m', seen: other });
    expect(await clearStations(test.hub, user, back)).toMatchObject({ ok: true });
    expect((await sectionsOfDay()).slice(0, 3)).toEqual(['questionnaire', 'interview', 'measurement']);
    const again = formOf({ program: 'infant-3-4m', seen: '' });
    expect(await clearStations(test.hub, user, again)).toMatchObject(refusedAs('nothing-set'));
  });

  it('is noted with who, and what was and is', async () => {
    await saveStations(test.hub, user, formOf(order()));
    const line = await newestAudit();
    expect(line).toMatchObject({ action: 'stations-set', actor_id: 'clerk', target: 'infant-3-4m' });
    expect(JSON.parse(line?.detail ?? '')).toEqual({ before: usual, after: other });
    const { lines } = await auditView(test.hub, town.code, 1e9);
    expect(lines.find(({ action }) => action === 'stations-set')?.orders).toEqual([
      '問診 → 計測 → 診察 → 指導 → カンファレンス',
      '計測 → 問診 → 診察 → 指導 → カンファレンス',
    ]);
  });

  it.each([
    ['an order that lacks a station', order({ order: 'measurement,interview' }), 'not-an-order'],
    [
      'an order with a station twice',
      order({ order: usual.replace('guidance', 'interview') }),
      'not-an-order',
    ],
    ['a station that is none', order({ order: `${usual},toString` }), 'not-an-order'],
    ['an order with the reception', order({ order: `reception,${usual}` }), 'not-an-order'],
    ['no order', order({ order: '' }), 'not-an-order'],
    ['an order seen otherwise', order({ seen: usual }), 'changed-since'],
    ['another program', order({ program: 'toString' }), 'form-malformed'],
    ['a field too many', order({ municipality: '472905' }), 'form-malformed'],
  ])('[SO2] is not changed by %s', async (_, fields, code) => {
    expect(await saveStations(test.hub, user, formOf(fields))).toMatchObject(refusedAs(code));
    expect((await stationsAt())?.own).toBeUndefined();
  });

  it('is moved station by station before it is saved', () => {
    expect(moveStation(usual, 'measurement:up')).toEqual({ order: other, station: 'measurement', to: 'up' });
    expect(moveStation(other, 'measurement:down')?.order).toBe(usual);
    expect(moveStation(usual, 'interview:up')?.order).toBe(usual);
    expect(moveStation(usual, 'dental:up')).toBeUndefined();
    expect(moveStation(usual, 'measurement:away')).toBeUndefined();
    expect(moveStation('nowhere', 'nowhere:up')).toBeUndefined();
  });
});
