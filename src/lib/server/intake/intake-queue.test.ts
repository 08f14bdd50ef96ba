import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bytes } from '../../crypto/bytes.ts';
import type { RevisionContent } from '../../contract/revision.ts';
import { verifyHub } from '../audit/verify-hub.ts';
import type { HubStore, Tx } from '../store/hub-store.ts';
import type { Hub } from '../hub.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { received } from '../testing/received.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;
let commits: number;
/** Runs before each transaction's work. */
let beforeWork: (tx: Tx) => Promise<void>;

/** The part of a statement that a test looks into. */
interface Inserting {
  values: (rows: readonly { readonly revision_id: string }[]) => unknown;
}

/** The hub with a store that counts its transactions. */
const counting = (hub: Hub): Hub => {
  const store: HubStore = {
    ...hub.store,
    write: (work) => {
      commits += 1;
      return hub.store.write(async (tx) => {
        await beforeWork(tx);
        return work(tx);
      });
    },
  };
  return { ...hub, store };
};

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
  commits = 0;
  beforeWork = () => Promise.resolve();
  Object.assign(tablet, { hub: counting(test.hub) });
});

afterEach(async () => {
  await test.dispose();
});

const sealed = (count: number): Promise<{ content: RevisionContent; bytes: Bytes }[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const content = await aRevision(test.hub, town);
      return { content, bytes: await tablet.envelope(content, index + 1) };
    }),
  );

describe('what arrives together', () => {
  it('shares commits, and every answer is 201', async () => {
    const sent = await sealed(32);
    const responses = await Promise.all(sent.map(({ content, bytes }) => tablet.put(content, bytes)));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([201]));
    expect(commits).toBeLessThanOrEqual(8);
    const { revisions } = await received(test.hub, town.code);
    expect(revisions.map(({ hub_seq }) => hub_seq)).toEqual(sent.map((_, index) => index + 1));
    expect(await verifyHub(test.hub)).toMatchObject({ findings: [] });
  });

  it('is one commit for one alone', async () => {
    for (const { content, bytes } of await sealed(3)) await tablet.put(content, bytes);
    expect(commits).toBe(3);
  });

  it('is answered only after the commit that holds it', async () => {
    const sent = await sealed(8);
    let isOpen = false;
    beforeWork = async () => {
      isOpen = true;
      await new Promise((resolve) => setImmediate(resolve));
    };
    const stored: number[] = [];
    await Promise.all(
      sent.map(async ({ content, bytes }) => {
        await tablet.put(content, bytes);
        const row = await test.hub.store.db
          .selectFrom('receipt')
          .select('hub_seq')
          .where('revision_id', '=', content.revisionId)
          .executeTakeFirst();
        if (row !== undefined) stored.push(row.hub_seq);
      }),
    );
    expect(isOpen).toBe(true);
    expect(stored).toHaveLength(8);
  });

  it('with one that breaks the hub among it, fails for that one alone', async () => {
    const sent = await sealed(12);
    const broken = sent[5]?.content.revisionId;
    beforeWork = (tx) => {
      const insertInto = tx.insertInto.bind(tx) as (table: string) => Inserting;
      const breaking = (table: string): Inserting => {
        const inserting = insertInto(table);
        return table !== 'revision'
          ? inserting
          : {
              values: (rows) => {
                if (rows.some(({ revision_id }) => revision_id === broken)) throw new Error('a broken disk');
                return inserting.values(rows);
              },
            };
      };
      Object.defineProperty(tx, 'insertInto', { value: breaking, configurable: true });
      return Promise.resolve();
    };
    const responses = await Promise.all(sent.map(({ content, bytes }) => tablet.put(content, bytes)));
    expect(responses.map(({ status }) => status)).toEqual(sent.map((_, index) => (index === 5 ? 500 : 201)));
    const { revisions, receipts, arrivals } = await received(test.hub, town.code);
    expect([revisions.length, receipts.length, arrivals.length]).toEqual([11, 11, 11]);
    expect(await verifyHub(test.hub)).toMatchObject({ findings: [] });
  });
});
