import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { TestWorld } from '../../../tests/support/a-tablet.ts';
import { toBase64Url } from '../contract/base64url.ts';
import type { RosterEntry } from '../contract/people.ts';
import { decodeSealedDraft } from '../contract/sealed-draft.ts';
import { openSealedDraft } from '../crypto/rescue-file.ts';
import { sessionKeys, type SessionKeys } from '../crypto/session.ts';
import { MemoryStore } from '../store/memory-store.ts';
import type { BundleRow, CopyRow, DeviceRow, DraftRow } from '../store/schema.ts';
import { sealedAsStored } from '../sync/hand-over-drafts.ts';
import { decodeContent } from './draft-content.ts';
import { Drafts, type DraftOpener } from './drafts.ts';
import { openCopy } from './sections.ts';
import { openRoster, type UnlockedSession } from './vault.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Everything that was ever sealed on a tablet, once in each format, with what opens it. */
interface Frozen {
  readonly known: {
    readonly text: string;
    readonly ticketId: string;
    readonly shiftId: string;
    readonly municipality: string;
    readonly clinicId: string;
    readonly sessionSecret: Bytes;
    readonly hubSeal: { readonly keyId: string; readonly publicKey: Bytes; readonly privateKey: Bytes };
    readonly entry: RosterEntry;
  };
  readonly 'draft/1': DraftRow;
  readonly 'draft/2': DraftRow;
  readonly 'draft/3': DraftRow;
  readonly 'copy/1': CopyRow;
  readonly 'copy/2': CopyRow;
  readonly 'roster/1': Bytes;
  readonly 'roster/2': { readonly day: Pick<BundleRow['bundle'], 'date' | 'bundleId'>; readonly box: Bytes };
  readonly 'rescued-draft/1': Bytes;
  readonly 'stored-draft/2': Bytes;
}

const isFrozenBytes = (value: unknown): value is { readonly $bytes: string } =>
  typeof value === 'object' && value !== null && '$bytes' in value;

const frozen = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/sealed-formats.json', import.meta.url), 'utf8'),
  (_, value: unknown) =>
    isFrozenBytes(value) ? Uint8Array.from(Buffer.from(value.$bytes, 'base64')) : value,
) as Frozen;

const { known } = frozen;
const hubPairs = new Map([[known.hubSeal.keyId, known.hubSeal]]);

let keys: SessionKeys;
let session: UnlockedSession;
let staff: DraftOpener;

beforeEach(async () => {
  keys = await sessionKeys(known.sessionSecret);
  const { shiftId } = known;
  session = { ...keys, shiftId, signer: undefined } as unknown as UnlockedSession;
  staff = { kind: 'session', sealPair: keys.sealPair, shiftId };
});

const family: DraftOpener = { kind: 'ticket', ticketId: known.ticketId };

const openedBy = async (row: DraftRow, opener: DraftOpener): Promise<unknown> => {
  const store = new MemoryStore();
  await store.commit([{ do: 'put', table: 'drafts', row }]);
  const opened = await new Drafts({ store, world: new TestWorld() }).open(row.draftId, opener);
  if (!opened.ok) return opened.error.code;
  const [answer] = opened.value?.draft.answers.get('worry') ?? [];
  return answer?.type === 'string' ? answer.value : undefined;
};

const bundleRow = (over: object): BundleRow =>
  ({
    bundle: {
      municipality: { code: known.municipality },
      clinic: { clinicId: known.clinicId },
      date: '2026-11-21',
      bundleId: '01a1fb67-1800-7e73-88b9-98ad413dc138',
      shift: { shiftId: known.shiftId },
      ...over,
    },
  }) as unknown as BundleRow;

const stored = (row: DraftRow): Partial<DraftRow> => ({
  municipality: known.municipality,
  formId: 'https://hagukumi.example/form',
  formVersion: '2026.2',
  ...row,
});

describe('what was ever sealed on a tablet opens in this build', () => {
  it.each(['draft/1', 'draft/2'] as const)(
    '%s, for its ticket and for the staff of its shift',
    async (format) => {
      expect(await openedBy(frozen[format], staff)).toBe(known.text);
      expect(await openedBy(frozen[format], family)).toBe(known.text);
    },
  );

  it('draft/3, for the staff of its shift', async () => {
    expect(await openedBy(frozen['draft/3'], staff)).toBe(known.text);
  });

  it.each(['copy/1', 'copy/2'] as const)('%s', async (format) => {
    const copy = await openCopy(session, frozen[format]);
    expect(copy?.response['note']).toBe(known.text);
  });

  it('roster/1 and roster/2', async () => {
    const first = bundleRow({ rosterBox: toBase64Url(frozen['roster/1']) });
    const second = bundleRow({ ...frozen['roster/2'].day, rosterBox: toBase64Url(frozen['roster/2'].box) });
    for (const row of [first, second]) {
      expect(await openRoster(session, row)).toEqual({ ok: true, value: [known.entry] });
    }
  });

  it.each(['rescued-draft/1', 'stored-draft/2'] as const)('%s, at the hub', async (format) => {
    const sealed = decodeSealedDraft(frozen[format]);
    const opened = sealed && (await openSealedDraft(sealed, hubPairs, known.municipality));
    const answers = opened && decodeContent(opened)?.draft.answers;
    expect(answers?.get('worry')).toEqual([{ type: 'string', value: known.text }]);
  });
});

describe('a draft of an earlier build', () => {
  it.each([
    ['for staff', () => staff],
    ['by its ticket', () => family],
  ])('is saved, when it is gone on with %s, so that the hub opens it as well', async (_, opener) => {
    const store = new MemoryStore();
    const world = new TestWorld();
    const seal = { keyId: known.hubSeal.keyId, publicKey: toBase64Url(known.hubSeal.publicKey) };
    const device = { key: 'device', hubKeys: { seal } } as unknown as DeviceRow;
    const row = frozen['draft/2'];
    await store.commit([
      { do: 'put', table: 'drafts', row },
      { do: 'put', table: 'meta', row: device },
    ]);
    const drafts = new Drafts({ store, world });
    const opened = await drafts.open(row.draftId, opener());
    if (!opened.ok || opened.value === undefined) throw new Error('it opens');
    expect(await drafts.save(opened.value, opened.value.draft)).toMatchObject({ ok: true });
    const after = await store.get('drafts', row.draftId);
    if (!after.ok || after.value === undefined) throw new Error('it is there');
    expect(after.value).toMatchObject({ municipality: known.municipality, hubKeyId: 's1', saves: 4 });
    expect(await openedBy(after.value, staff)).toBe(known.text);
    expect(await openedBy(after.value, family)).toBe(known.text);
    const sealed = decodeSealedDraft(sealedAsStored(after.value) ?? new Uint8Array(0));
    const atHub = sealed && (await openSealedDraft(sealed, hubPairs, known.municipality));
    expect(atHub && decodeContent(atHub)?.draft.answers.get('worry')).toHaveLength(1);
  });
});

describe('a field of a row that is swapped', () => {
  const FIELDS = [
    'checkupId',
    'section',
    'shiftId',
    'updatedAt',
    'municipality',
    'formId',
    'formVersion',
    'hubKeyId',
  ];

  it.each(FIELDS)('keeps a draft from opening: %s', async (field) => {
    const row = frozen['draft/3'];
    const swapped = { ...row, [field]: `${String(Reflect.get(row, field))}x` };
    // With its own shift it is damaged, with another one it is that one's to judge.
    expect(await openedBy(swapped, staff)).toBe('stored-data-damaged');
  });

  it('keeps a draft from opening: the number of the save, the record, another draft’s box', async () => {
    const row = frozen['draft/3'];
    for (const over of [
      { saves: 4 },
      { draftId: frozen['draft/2'].draftId },
      { box: frozen['draft/2'].box },
    ]) {
      expect(await openedBy({ ...row, ...over }, staff)).toBe('stored-data-damaged');
    }
  });

  it.each(['municipality', 'formId', 'formVersion'])(
    'keeps a draft from opening as one of an earlier build: %s taken away',
    async (field) => {
      const left: DraftRow = { ...frozen['draft/3'] };
      Reflect.deleteProperty(left, field);
      expect(await openedBy(left, staff)).toBe('stored-data-damaged');
    },
  );

  it('keeps a draft of an earlier build from opening as one of this build', async () => {
    expect(await openedBy({ ...frozen['draft/2'], ...stored(frozen['draft/2']) }, staff)).toBe(
      'stored-data-damaged',
    );
  });

  it.each(Object.keys(frozen['copy/2']).filter((field) => field !== 'sealed'))(
    'keeps a copy from opening: %s',
    async (field) => {
      const row = frozen['copy/2'];
      const swapped = { ...row, [field]: `${String(Reflect.get(row, field))}x` };
      expect(await openCopy(session, swapped)).toBeUndefined();
    },
  );

  it.each([
    ['municipality', { municipality: { code: '131016' } }],
    ['clinic', { clinic: { clinicId: known.shiftId } }],
    ['date', { date: '2026-11-22' }],
    ['bundleId', { bundleId: known.shiftId }],
  ])('keeps today’s list from opening: %s', async (_, over) => {
    const { day, box } = frozen['roster/2'];
    const row = bundleRow({ ...day, rosterBox: toBase64Url(box), ...over });
    expect(await openRoster(session, row)).toMatchObject({
      ok: false,
      error: { code: 'stored-data-damaged' },
    });
  });

  it.each([
    'draftId',
    'checkupId',
    'section',
    'shiftId',
    'formId',
    'formVersion',
    'updatedAt',
    'saves',
  ] as const)('keeps a handed-over draft from opening at the hub: %s', async (field) => {
    const draft = decodeSealedDraft(frozen['stored-draft/2']);
    if (draft?.kind !== 'stored') throw new Error('it is one');
    const swapped = field === 'saves' ? { ...draft, saves: 9 } : { ...draft, [field]: `${draft[field]}x` };
    expect(await openSealedDraft(swapped, hubPairs, known.municipality)).toBeUndefined();
  });

  it('keeps a handed-over draft from opening for another municipality', async () => {
    const draft = decodeSealedDraft(frozen['stored-draft/2']);
    expect(draft && (await openSealedDraft(draft, hubPairs, '131016'))).toBeUndefined();
  });
});
