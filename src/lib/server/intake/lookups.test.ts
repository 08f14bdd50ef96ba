import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDevice } from '../store/devices.ts';
import type { HubStore } from '../store/hub-store.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { examine, readSent, type Sent } from './examine.ts';
import { Lookups } from './lookups.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
});

afterEach(async () => {
  await test.dispose();
});

/** Lookups of a hub whose queries are counted. */
const countedLookups = (): { readonly look: Lookups; readonly queries: () => number } => {
  let queries = 0;
  const counter: Parameters<HubStore['db']['withPlugin']>[0] = {
    transformQuery: ({ node }) => {
      queries += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const { store } = test.hub;
  const counted = Object.create(store, { db: { value: store.db.withPlugin(counter) } }) as HubStore;
  return { look: new Lookups({ ...test.hub, store: counted }), queries: () => queries };
};

const sent = async (deviceSeq: number): Promise<Sent> => {
  const content = await aRevision(test.hub, town);
  const read = readSent(content.recordId, content.revisionId, await tablet.envelope(content, deviceSeq));
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};

describe('lookups of one request', () => {
  it('ask the store for sixteen revisions of one visit as often as for one', async () => {
    const all = await Promise.all(Array.from({ length: 16 }, (_, index) => sent(index + 1)));
    const device = await findDevice(test.hub.store.db, tablet.deviceId);
    if (device === undefined) throw new Error('the tablet is enrolled');
    const { look, queries } = countedLookups();
    const asked: number[] = [];
    for (const one of all) {
      const examined = await examine(look, device, one, undefined);
      expect(examined.kind).toBe('arrival');
      asked.push(queries());
    }
    expect(asked[0]).toBeGreaterThan(2);
    expect(asked.at(-1)).toBe(asked[0]);
  });

  it('see in the next request what has changed meanwhile', async () => {
    const { sessionId } = (await aRevision(test.hub, town)).checkup;
    expect((await new Lookups(test.hub).session(town.code, sessionId))?.place).not.toBe('3階');
    await test.hub.store.db.updateTable('session').set({ place: '3階' }).execute();
    expect((await new Lookups(test.hub).session(town.code, sessionId))?.place).toBe('3階');
  });
});
