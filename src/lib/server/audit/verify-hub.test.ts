import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHubState } from '../store/hub-state.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { verifyHub } from './verify-hub.ts';

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

describe('verifyHub', () => {
  const fill = async (): Promise<void> => {
    for (let deviceSeq = 1; deviceSeq <= 3; deviceSeq += 1) {
      const content = await aRevision(test.hub, town);
      await tablet.put(content, await tablet.envelope(content, deviceSeq));
    }
  };
  const codes = async (): Promise<string[]> => (await verifyHub(test.hub)).findings.map(({ code }) => code);
  const store = () => test.hub.store.db;

  it('finds nothing in a store that nobody touched', async () => {
    await fill();
    const verification = await verifyHub(test.hub);
    expect(verification.findings).toEqual([]);
    expect(verification.revisions).toBe(3);
    expect(verification.head).toBe((await readHubState(test.hub.store.db)).auditHead);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'an edited audit line',
      () => store().updateTable('audit').set({ actor_id: 'x' }).where('seq', '=', 4).execute(),
      'audit-line-edited',
    ],
    [
      'a deleted audit line',
      () => store().deleteFrom('audit').where('seq', '=', 4).execute(),
      'audit-line-missing',
    ],
    [
      'audit lines cut off at the end',
      () => store().deleteFrom('audit').where('seq', '>', 5).execute(),
      'audit-head-differs',
    ],
    [
      'an edited finding',
      () =>
        store()
          .updateTable('revision')
          .set((row) => ({ content: row.fn('replace', ['content', row.val('saved'), row.val('confirmed')]) }))
          .where('hub_seq', '=', 2)
          .execute(),
      'revision-content-edited',
    ],
    [
      'a revision moved to another child’s checkup',
      () =>
        store()
          .updateTable('revision')
          .set({ checkup_id: '01932d3a-0000-7000-8000-000000000000' })
          .where('hub_seq', '=', 2)
          .execute(),
      'revision-columns-edited',
    ],
    [
      'other sealed bytes',
      () =>
        store()
          .updateTable('revision')
          .set({ envelope: new Uint8Array(100) })
          .where('hub_seq', '=', 2)
          .execute(),
      'revision-bytes-edited',
    ],
    [
      'a deleted revision',
      async () => {
        await store().deleteFrom('receipt').where('hub_seq', '=', 2).execute();
        await store().deleteFrom('revision').where('hub_seq', '=', 2).execute();
      },
      'revision-missing',
    ],
    [
      'a deleted last revision',
      async () => {
        await store().deleteFrom('receipt').where('hub_seq', '=', 3).execute();
        await store().deleteFrom('revision').where('hub_seq', '=', 3).execute();
      },
      'revision-missing',
    ],
    [
      'a deleted receipt',
      () => store().deleteFrom('receipt').where('hub_seq', '=', 2).execute(),
      'receipt-missing',
    ],
    [
      'an edited receipt',
      () => store().updateTable('receipt').set({ jws: 'e30.e30.AA' }).where('hub_seq', '=', 2).execute(),
      'receipt-edited',
    ],
  ])('finds %s', async (_, tamper, code) => {
    await fill();
    await tamper();
    expect(await codes()).toContain(code);
  });
});
