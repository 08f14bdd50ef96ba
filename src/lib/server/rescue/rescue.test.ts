import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IntakeResponse } from '../../contract/receipt.ts';
import { QUARANTINE_RECEIPT_TYPE, QuarantineReceiptClaims } from '../../contract/quarantine-receipt.ts';
import type { RescueContent } from '../../contract/rescue-file.ts';
import { encodeSealedDraft, RESCUED_DRAFT_INFO } from '../../contract/sealed-draft.ts';
import { fromBase64Url } from '../../contract/base64url.ts';
import type { RevisionContent } from '../../contract/revision.ts';
import { sha256, toHex, utf8, type Bytes } from '../../crypto/bytes.ts';
import { verifyJws } from '../../crypto/jws.ts';
import { makeRescueFile } from '../../crypto/rescue-file.ts';
import { sealBytes } from '../../crypto/seal.ts';
import { encodeDraft } from '../../forms/response/draft.ts';
import { verifyHub } from '../audit/verify-hub.ts';
import { revokeDevice } from '../people/revoke-device.ts';
import { quarantineItems } from '../store/quarantine.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER, valueOf, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { received } from '../testing/received.ts';
import { ingestRescueFile } from './ingest.ts';
import { readQuarantined } from './read-quarantined.ts';
import { releaseQuarantined } from './release.ts';

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

const revoke = async (): Promise<void> => {
  valueOf(await revokeDevice(test.hub, TESTER, { municipality: town.code, deviceId: tablet.deviceId }));
};

interface Sealed {
  readonly content: RevisionContent;
  readonly bytes: Bytes;
}

const aSealed = async (deviceSeq: number): Promise<Sealed> => {
  const content = await aRevision(test.hub, town);
  return { content, bytes: await tablet.envelope(content, deviceSeq) };
};

const aFile = (sealed: readonly Sealed[], over: Partial<RescueContent> = {}, key = tablet.keys.privateKey) =>
  makeRescueFile(
    {
      deviceId: tablet.deviceId,
      createdAt: new Date(test.clock.ms).toISOString(),
      items: sealed.map(({ content: { recordId, revisionId }, bytes }) => ({
        recordId,
        revisionId,
        envelope: bytes,
      })),
      drafts: [],
      ...over,
    },
    key,
  );

const ingest = (bytes: Bytes, municipality = town.code) =>
  ingestRescueFile(test.hub, TESTER, { municipality, bytes });

const waiting = () => quarantineItems(test.hub.store.db, town.code, 100);

describe('what a revoked device sends', () => {
  it('is kept apart, answered with 403 and a signed quarantine receipt, and not taken in', async () => {
    const { content, bytes } = await aSealed(1);
    await revoke();
    const answer = await tablet.put(content, bytes);
    expect(answer.status).toBe(403);
    const { code, params } = (await answer.json()) as {
      code: string;
      params: { kept: number; quarantineReceipt: string };
    };
    expect(code).toBe('device-revoked');
    expect(params.kept).toBe(1);
    const keys = test.hub.keys.published.receipt;
    const text = await verifyJws(QUARANTINE_RECEIPT_TYPE, params.quarantineReceipt, keys);
    const [item] = await waiting();
    expect(QuarantineReceiptClaims.parse(JSON.parse(text ?? ''))).toEqual({
      quarantineId: item?.quarantineId,
      revisionId: content.revisionId,
      sha256: toHex(await sha256(bytes)),
      code: 'device-revoked',
      hubTime: new Date(test.clock.ms).toISOString(),
    });
    expect((await received(test.hub, town.code)).revisions).toEqual([]);
  });

  it('is kept once, however often it comes', async () => {
    const { content, bytes } = await aSealed(1);
    await revoke();
    for (let time = 0; time < 3; time += 1) expect((await tablet.put(content, bytes)).status).toBe(403);
    expect(await waiting()).toHaveLength(1);
  });

  it('gets the identical receipt when it was taken in before the device was revoked', async () => {
    const { content, bytes } = await aSealed(1);
    const first = IntakeResponse.parse(await (await tablet.put(content, bytes)).json());
    await revoke();
    const again = await tablet.put(content, bytes);
    expect(again.status).toBe(200);
    expect(IntakeResponse.parse(await again.json())).toEqual(first);
    expect(await waiting()).toEqual([]);
  });

  it('is not kept when somebody else signed for it', async () => {
    const { content, bytes } = await aSealed(1);
    const other = await aTablet(test.hub, town);
    await revoke();
    const answer = await tablet.put(content, bytes, { privateKey: other.keys.privateKey });
    expect(answer.status).toBe(401);
    expect(await waiting()).toEqual([]);
  });

  it('is released as a normal revision, with the same receipt each time', async () => {
    const { content, bytes } = await aSealed(1);
    await revoke();
    await tablet.put(content, bytes);
    const quarantineId = (await waiting())[0]?.quarantineId ?? '';
    const of = { municipality: town.code, quarantineId };
    const first = valueOf(await releaseQuarantined(test.hub, TESTER, of));
    const again = valueOf(await releaseQuarantined(test.hub, TESTER, of));
    expect([first.isNew, again.isNew]).toEqual([true, false]);
    expect(again.answer).toEqual(first.answer);
    const { revisions } = await received(test.hub, town.code);
    expect(revisions.map(({ revision_id }) => revision_id)).toEqual([content.revisionId]);
    expect((await waiting())[0]?.releasedAt).toBe(new Date(test.clock.ms).toISOString());
    const lines = await test.hub.store.db
      .selectFrom('audit')
      .select('actor_kind')
      .where('action', '=', 'quarantine-released')
      .execute();
    expect(lines).toEqual([{ actor_kind: 'cli' }]);
    expect((await verifyHub(test.hub)).findings).toEqual([]);
  });

  it('is not released for another municipality', async () => {
    const { content, bytes } = await aSealed(1);
    await revoke();
    await tablet.put(content, bytes);
    const other = await aMunicipality(test.hub, '13101');
    const quarantineId = (await waiting())[0]?.quarantineId ?? '';
    const refused = await releaseQuarantined(test.hub, TESTER, { municipality: other.code, quarantineId });
    expect(refused).toMatchObject({ ok: false, error: { code: 'request-malformed' } });
  });

  it('stays in quarantine when it cannot be taken in', async () => {
    const { content } = await aSealed(1);
    await revoke();
    await tablet.put(content, utf8('no envelope'));
    const [item] = await waiting();
    const of = { municipality: town.code, quarantineId: item?.quarantineId ?? '' };
    expect(await releaseQuarantined(test.hub, TESTER, of)).toMatchObject({
      ok: false,
      error: { code: 'envelope-malformed' },
    });
    expect(await waiting()).toMatchObject([{ releasedAt: null }]);
  });
});

describe('a rescue file', () => {
  it('is taken in as the tablet’s own requests would be, with the same receipts each time', async () => {
    const sealed = [await aSealed(1), await aSealed(2), await aSealed(3)];
    const [sent] = sealed;
    if (sent === undefined) throw new Error('there is one');
    const before = IntakeResponse.parse(await (await tablet.put(sent.content, sent.bytes)).json());
    const file = await aFile(sealed);
    const first = valueOf(await ingest(file));
    expect(first.items.map(({ result }) => result)).toEqual(['known', 'new', 'new']);
    expect(first.items[0]?.receipt).toBe(before.receipt);
    const again = valueOf(await ingest(file));
    expect(again.items.map(({ result }) => result)).toEqual(['known', 'known', 'known']);
    expect(again.items.map(({ receipt }) => receipt)).toEqual(first.items.map(({ receipt }) => receipt));
    expect((await received(test.hub, town.code)).revisions).toHaveLength(3);
    expect((await verifyHub(test.hub)).findings).toEqual([]);
  });

  it('does not make the tablet look as if it had been in contact', async () => {
    const { last_seen_at: before } = await test.hub.store.db
      .selectFrom('device')
      .select('last_seen_at')
      .executeTakeFirstOrThrow();
    test.clock.ms += 3_600_000;
    valueOf(await ingest(await aFile([await aSealed(1)])));
    const { last_seen_at: after } = await test.hub.store.db
      .selectFrom('device')
      .select('last_seen_at')
      .executeTakeFirstOrThrow();
    expect(after).toBe(before);
  });

  it('sets aside what is wrong in it and takes the rest in', async () => {
    const good = await aSealed(1);
    const bad = { content: await aRevision(test.hub, town), bytes: utf8('no envelope') };
    const { items } = valueOf(await ingest(await aFile([bad, good])));
    expect(items.map(({ result, code }) => [result, code])).toEqual([
      ['refused', 'envelope-malformed'],
      ['new', undefined],
    ]);
    expect(await waiting()).toMatchObject([{ code: 'envelope-malformed' }]);
  });

  it('goes to quarantine as a whole when the device is revoked', async () => {
    const sealed = [await aSealed(1), await aSealed(2)];
    const file = await aFile(sealed);
    await revoke();
    const { items, revoked } = valueOf(await ingest(file));
    expect(revoked).toBe(true);
    expect(items.map(({ result }) => result)).toEqual(['quarantined', 'quarantined']);
    expect((await received(test.hub, town.code)).revisions).toEqual([]);
    expect(await waiting()).toHaveLength(2);
  });

  it('is refused, with nothing of it taken in, whichever byte of it was changed', async () => {
    const file = await aFile([await aSealed(1)]);
    for (let at = 0; at < file.length; at += Math.max(1, Math.floor(file.length / 97))) {
      const damaged = file.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x01;
      expect((await ingest(damaged)).ok, `byte ${String(at)}`).toBe(false);
    }
    for (const length of [0, 1, 10, file.length - 1]) {
      expect((await ingest(file.slice(0, length))).ok, `cut at ${String(length)}`).toBe(false);
    }
    expect((await received(test.hub, town.code)).revisions).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('is refused when another device signed it, or it is another municipality’s', async () => {
    const other = await aTablet(test.hub, town);
    const sealed = [await aSealed(1)];
    const forged = await aFile(sealed, {}, other.keys.privateKey);
    expect(await ingest(forged)).toMatchObject({ ok: false, error: { code: 'signature-invalid' } });
    const foreign = await aMunicipality(test.hub, '13101');
    expect(await ingest(await aFile(sealed), foreign.code)).toMatchObject({
      ok: false,
      error: { code: 'device-unknown' },
    });
    expect((await received(test.hub, town.code)).revisions).toEqual([]);
  });

  const aDraft = async (over: { readonly draftId?: string } = {}): Promise<Bytes> => {
    const content = await aRevision(test.hub, town, 'questionnaire');
    const { recordId: draftId, checkup, formId, formVersion } = content;
    const draft = encodeDraft({
      formId,
      formVersion,
      language: 'ja',
      position: '',
      answers: new Map([['note', [{ type: 'string', value: 'よく笑います' }]]]),
      startedAt: content.authoredAt,
    });
    const text = JSON.stringify({ schemaVersion: 1, checkup, section: 'questionnaire', parents: [], draft });
    const key = fromBase64Url(tablet.seal.publicKey) ?? new Uint8Array(0);
    const sealed = await sealBytes(key, utf8(text), RESCUED_DRAFT_INFO, utf8(draftId));
    return encodeSealedDraft({
      kind: 'sealed',
      draftId: over.draftId ?? draftId,
      hubKeyId: tablet.seal.keyId,
      sealed,
    });
  };

  it('brings forms that could not be saved, to be read in quarantine and never released', async () => {
    const file = await aFile([], { drafts: [await aDraft()] });
    expect(valueOf(await ingest(file)).drafts).toBe(1);
    await ingest(file);
    const [item, second] = await waiting();
    expect(second).toBeUndefined();
    expect(item?.code).toBe('draft-rescued');
    const of = { municipality: town.code, quarantineId: item?.quarantineId ?? '' };
    const read = await readQuarantined(test.hub, TESTER, of);
    if (read?.content?.kind !== 'draft') throw new Error('it is a draft');
    expect(read.content.answers.get('note')).toEqual([{ type: 'string', value: 'よく笑います' }]);
    expect(read.content.section).toBe('questionnaire');
    expect((await releaseQuarantined(test.hub, TESTER, of)).ok).toBe(false);
    const reads = await test.hub.store.db
      .selectFrom('audit')
      .select('target')
      .where('action', '=', 'quarantine-read')
      .execute();
    expect(reads).toEqual([{ target: of.quarantineId }]);
  });

  it('keeps a form that does not open, and says so', async () => {
    const drafts = [await aDraft({ draftId: '01920000-0000-7000-8000-000000000000' }), utf8('nothing')];
    expect(valueOf(await ingest(await aFile([], { drafts }))).drafts).toBe(2);
    for (const { quarantineId } of await waiting()) {
      const read = await readQuarantined(test.hub, TESTER, { municipality: town.code, quarantineId });
      expect(read?.content).toBeUndefined();
    }
  });
});
