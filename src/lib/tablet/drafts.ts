import type { CheckupRef } from '../contract/revision.ts';
import { StoredDraft } from '../contract/stored-draft.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { fromBase64Url } from '../contract/base64url.ts';
import { importBoxKey, openBox, sealBox } from '../crypto/box.ts';
import { fromUtf8, utf8 } from '../crypto/bytes.ts';
import { checkupId, recordId } from '../crypto/derived-id.ts';
import { ticketWrapKey } from '../crypto/locked-entry.ts';
import { openBytes, sealBytes, type SealKeyPair } from '../crypto/seal.ts';
import type { SectionId } from '../domain/program.ts';
import { decodeDraft, encodeDraft, type Draft } from '../forms/response/draft.ts';
import type { RosterEntry } from '../contract/people.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DraftRow } from '../store/schema.ts';
import { instant, type World } from './world.ts';

const VISIT_INFO = 'hagukumi/visit/1';

/** What lies encrypted in a draft's box. */
export interface DraftContent {
  readonly checkup: CheckupRef;
  readonly section: SectionId;
  /** Revisions this draft goes on from. */
  readonly parents: readonly string[];
  readonly draft: Draft;
}

/** An open draft: its keys are in memory while the form is on screen, and nowhere after. */
export interface OpenDraft {
  readonly draftId: string;
  readonly checkup: CheckupRef;
  readonly section: SectionId;
  readonly parents: readonly string[];
  readonly visitKey: CryptoKey;
  readonly ticketWrap: Uint8Array<ArrayBuffer> | undefined;
  readonly sessionWrap: Uint8Array<ArrayBuffer>;
  readonly shiftId: string;
  readonly saves: number;
  readonly draft: Draft;
}

/** How a draft may be opened: by who presents the ticket, or by unlocked staff. */
export type DraftOpener =
  | { readonly kind: 'ticket'; readonly ticketId: string }
  | { readonly kind: 'session'; readonly sealPair: SealKeyPair };

/** The checkup a roster entry stands for on the day of its session. The same on every tablet. */
export const checkupOf = async (entry: RosterEntry, { bundle }: BundleRow): Promise<CheckupRef> => ({
  checkupId: await checkupId(entry),
  municipality: bundle.municipality.code,
  clinicId: bundle.clinic.clinicId,
  sessionId: entry.sessionId,
  subjectId: entry.subjectId,
  program: entry.program,
  date: bundle.sessions.find((each) => each.sessionId === entry.sessionId)?.date ?? bundle.date,
});

const encode = ({ checkup, section, parents, draft }: DraftContent): Uint8Array<ArrayBuffer> =>
  utf8(JSON.stringify({ schemaVersion: 1, checkup, section, parents, draft: encodeDraft(draft) }));

const decode = (bytes: Uint8Array): DraftContent | undefined => {
  const text = fromUtf8(bytes);
  if (text === undefined) return undefined;
  const stored = StoredDraft.safeParse(JSON.parse(text));
  if (!stored.success) return undefined;
  const draft = decodeDraft(stored.data.draft);
  const { checkup, section, parents } = stored.data;
  return draft.ok ? { checkup, section, parents, draft: draft.value } : undefined;
};

/** The drafts on this tablet. Each lies under its own visit key, so that one family's key opens one draft. */
export class Drafts {
  readonly #store: TabletStore;
  readonly #world: World;

  constructor({ store, world }: { store: TabletStore; world: World }) {
    this.#store = store;
    this.#world = world;
  }

  /** Begins a draft with a fresh visit key. Nothing is stored before the first {@link save}. */
  async begin(row: BundleRow, content: DraftContent, ticketId: string | undefined): Promise<OpenDraft> {
    const draftId = await recordId(content.checkup.checkupId, content.section);
    const raw = this.#world.random(32);
    return {
      ...content,
      draftId,
      visitKey: await importBoxKey(raw),
      ticketWrap:
        ticketId === undefined
          ? undefined
          : await sealBox(await ticketWrapKey(ticketId), raw, VISIT_INFO + draftId),
      sessionWrap: await wrapForSession(row, raw, draftId),
      shiftId: row.bundle.shift.shiftId,
      saves: 0,
    };
  }

  /** An earlier draft of this record, `undefined` when there is none. */
  async open(draftId: string, opener: DraftOpener): Promise<Outcome<OpenDraft | undefined>> {
    const read = await this.#store.get('drafts', draftId);
    if (!read.ok) return read;
    const row = read.value;
    if (row === undefined) return { ok: true, value: undefined };
    const raw = await unwrap(row, opener);
    if (raw === undefined) return problem('locked');
    const visitKey = await importBoxKey(raw);
    const content = await openContent(row, visitKey);
    if (content === undefined) return problem('stored-data-damaged');
    return {
      ok: true,
      value: {
        ...content,
        draftId,
        visitKey,
        ticketWrap: row.ticketWrap,
        sessionWrap: row.sessionWrap,
        shiftId: row.shiftId,
        saves: row.saves,
      },
    };
  }

  /**
   * Saves the draft as it is now, durably, and reads it back: `ok` means that the bytes on disk decrypt to what
   * was entered. Fails with `storage-conflict` when another editor saved in between.
   */
  async save(open: OpenDraft, draft: Draft): Promise<Outcome<OpenDraft>> {
    const next: OpenDraft = { ...open, draft, saves: open.saves + 1 };
    const plain = encode(next);
    const row: DraftRow = {
      draftId: open.draftId,
      checkupId: open.checkup.checkupId,
      section: open.section,
      shiftId: open.shiftId,
      box: await sealBox(open.visitKey, plain, aadOf(open.draftId, next.saves)),
      ...(open.ticketWrap === undefined ? {} : { ticketWrap: open.ticketWrap }),
      sessionWrap: open.sessionWrap,
      saves: next.saves,
      updatedAt: instant(this.#world),
    };
    const committed = await this.#store.commit([
      {
        do: 'expect',
        table: 'drafts',
        key: open.draftId,
        field: 'saves',
        value: open.saves === 0 ? undefined : open.saves,
      },
      { do: 'put', table: 'drafts', row },
    ]);
    if (!committed.ok) return committed;
    const back = await this.#store.get('drafts', open.draftId);
    if (!back.ok) return back;
    const bytes =
      back.value === undefined
        ? undefined
        : await openBox(open.visitKey, back.value.box, aadOf(open.draftId, next.saves));
    return bytes?.length === plain.length && bytes.every((byte, index) => byte === plain[index])
      ? { ok: true, value: next }
      : problem('storage-failed');
  }
}

const aadOf = (draftId: string, saves: number): string => `hagukumi/draft/1|${draftId}|${saves}`;

const wrapForSession = async (
  { bundle }: BundleRow,
  raw: Uint8Array<ArrayBuffer>,
  draftId: string,
): Promise<Uint8Array<ArrayBuffer>> => {
  const publicKey = fromBase64Url(bundle.shift.sessionPublicKey);
  if (publicKey === undefined) throw new Error('a stored bundle has a session public key');
  return sealBytes(publicKey, raw, VISIT_INFO, utf8(draftId));
};

const unwrap = async (row: DraftRow, opener: DraftOpener): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  if (opener.kind === 'session') {
    return openBytes(opener.sealPair, row.sessionWrap, VISIT_INFO, utf8(row.draftId));
  }
  return row.ticketWrap === undefined
    ? undefined
    : openBox(await ticketWrapKey(opener.ticketId), row.ticketWrap, VISIT_INFO + row.draftId);
};

const openContent = async (row: DraftRow, visitKey: CryptoKey): Promise<DraftContent | undefined> => {
  const bytes = await openBox(visitKey, row.box, aadOf(row.draftId, row.saves));
  return bytes === undefined ? undefined : decode(bytes);
};
