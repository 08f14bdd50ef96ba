import type { HubKeys } from '../contract/bundle.ts';
import type { CheckupRef } from '../contract/revision.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { importBoxKey, openBox, sealBox } from '../crypto/box.ts';
import { checkupId, recordId } from '../crypto/derived-id.ts';
import { sealDraftBox } from '../crypto/draft-box.ts';
import { ticketWrapKey } from '../crypto/locked-entry.ts';
import type { SealKeyPair } from '../crypto/seal.ts';
import type { SectionId } from '../domain/program.ts';
import type { Draft } from '../forms/response/draft.ts';
import type { RosterEntry } from '../contract/people.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DraftRow } from '../store/schema.ts';
import { appPart } from './app-part.ts';
import type * as SessionWraps from './session-wrap.ts';
import { quarantine } from './quarantine.ts';
import { openContent, openDraftRow } from './draft-box.ts';
import { encodeContent, type DraftContent } from './draft-content.ts';
import { loadBundle, loadDevice } from './stored.ts';
import { VISIT_INFO } from './visit-info.ts';
import { instant, type World } from './world.ts';

/** The key of a draft that was never stored, until the first save wraps it for the staff of the shift. */
interface Unwrapped {
  readonly raw: Uint8Array<ArrayBuffer>;
  readonly sessionPublicKey: string;
}

/** The key of a draft that the hub cannot open yet, until the next save seals it to the hub. */
interface UnwrappedForHub {
  readonly raw: Uint8Array<ArrayBuffer>;
  readonly seal: HubKeys['seal'];
}

/** As a draft's row has it. */
interface HubWrap {
  readonly hubKeyId: string;
  readonly hubWrap: Uint8Array<ArrayBuffer>;
}

/** Sealing is fetched when a draft is stored first: no family waits for it before its first question. */
export const sessionWraps = (): Promise<typeof SessionWraps> => import('./session-wrap.ts');

/** An open draft: its keys are in memory while the form is on screen, and nowhere after. */
export interface OpenDraft {
  readonly draftId: string;
  readonly checkup: CheckupRef;
  readonly section: SectionId;
  readonly parents: readonly string[];
  readonly visitKey: CryptoKey;
  readonly ticketWrap: Uint8Array<ArrayBuffer> | undefined;
  readonly sessionWrap: Uint8Array<ArrayBuffer> | Unwrapped;
  /** The way in for the hub, which no ticket and no shift takes away; `undefined` where no key of it is known. */
  readonly forHub: HubWrap | UnwrappedForHub | undefined;
  readonly shiftId: string;
  readonly saves: number;
  readonly draft: Draft;
}

/** How a draft may be opened: by who presents the ticket, or by unlocked staff. */
export type DraftOpener =
  | { readonly kind: 'ticket'; readonly ticketId: string }
  | {
      readonly kind: 'session';
      readonly sealPair: SealKeyPair;
      /** The shift of the session: a draft of it that does not open is damaged, one of another shift is locked. */
      readonly shiftId?: string | undefined;
    };

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

/** The drafts on this tablet. Each lies under its own visit key, so that one family's key opens one draft. */
export class Drafts {
  readonly #store: TabletStore;
  readonly #world: World;
  readonly #hubNow: () => number;

  /** @param hubNow the hub's time as the tablet believes it, milliseconds since 1970; its own clock until it knows */
  constructor({ store, world, hubNow }: { store: TabletStore; world: World; hubNow?: () => number }) {
    this.#store = store;
    this.#world = world;
    this.#hubNow = hubNow ?? ((): number => world.now());
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
      sessionWrap: { raw, sessionPublicKey: row.bundle.shift.sessionPublicKey },
      forHub: { raw, seal: row.bundle.hubKeys.seal },
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
    const unwrapped = await unwrap(row, opener);
    if (!unwrapped.ok) return unwrapped;
    const raw = unwrapped.value;
    if (raw === undefined) return isDamagedFor(row, opener) ? this.#setAside(row) : problem('locked');
    const visitKey = await importBoxKey(raw);
    const content = await openContent(row, visitKey);
    if (content === undefined) return this.#setAside(row);
    return {
      ok: true,
      value: {
        ...content,
        draftId,
        visitKey,
        ticketWrap: row.ticketWrap,
        sessionWrap: row.sessionWrap,
        forHub: hubWrapOf(row) ?? (await this.#forHub(raw)),
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
    const wrapped = await wrapsOf(open);
    if (!wrapped.ok) return wrapped;
    const { sessionWrap, forHub } = wrapped.value;
    const next: OpenDraft = { ...open, draft, sessionWrap, forHub, saves: open.saves + 1 };
    const plain = encodeContent(next);
    const bound = {
      draftId: open.draftId,
      checkupId: open.checkup.checkupId,
      section: open.section,
      shiftId: open.shiftId,
      municipality: open.checkup.municipality,
      formId: draft.formId,
      formVersion: draft.formVersion,
      saves: next.saves,
      updatedAt: instant({ now: this.#hubNow }),
    };
    const row: DraftRow = {
      ...bound,
      box: await sealDraftBox(open.visitKey, plain, { ...bound, hubKeyId: forHub?.hubKeyId ?? '' }),
      ...(open.ticketWrap === undefined ? {} : { ticketWrap: open.ticketWrap }),
      sessionWrap,
      ...forHub,
    };
    const back = await this.#store.commitThenGet(
      [
        {
          do: 'expect',
          table: 'drafts',
          key: open.draftId,
          field: 'saves',
          value: open.saves === 0 ? undefined : open.saves,
        },
        { do: 'put', table: 'drafts', row },
      ],
      'drafts',
      open.draftId,
    );
    if (!back.ok) return back;
    const bytes = back.value && (await openDraftRow(open.visitKey, back.value));
    return bytes !== undefined && sameBytes(bytes, plain)
      ? { ok: true, value: next }
      : problem('storage-failed');
  }

  /** For a draft of an earlier build, which only its ticket and its shift open. */
  async #forHub(raw: Uint8Array<ArrayBuffer>): Promise<UnwrappedForHub | undefined> {
    const [day, device] = await Promise.all([loadBundle(this.#store), loadDevice(this.#store)]);
    const keys =
      (day.ok ? day.value?.bundle.hubKeys : undefined) ?? (device.ok ? device.value?.hubKeys : undefined);
    return keys && { raw, seal: keys.seal };
  }

  /** The row goes out of the way with its bytes, so that the next who opens this record can begin anew. */
  async #setAside(row: DraftRow): Promise<Outcome<never>> {
    const moved = await quarantine({ store: this.#store, world: this.#world }, 'drafts', row);
    return moved.ok || moved.error.code === 'storage-conflict' ? problem('stored-data-damaged') : moved;
  }
}

/** Whether a draft of the opener's own shift does not open, and no ticket could open it. */
const isDamagedFor = (row: DraftRow, opener: DraftOpener): boolean =>
  opener.kind === 'session' && opener.shiftId === row.shiftId && row.ticketWrap === undefined;

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean => {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) return false;
  return true;
};

const hubWrapOf = ({ hubKeyId, hubWrap }: DraftRow): HubWrap | undefined =>
  hubKeyId === undefined || hubWrap === undefined ? undefined : { hubKeyId, hubWrap };

interface Wraps {
  readonly sessionWrap: Uint8Array<ArrayBuffer>;
  readonly forHub: HubWrap | undefined;
}

const wrapsOf = async (open: OpenDraft): Promise<Outcome<Wraps>> => {
  const { draftId, shiftId, sessionWrap, forHub, checkup } = open;
  const isForHub = forHub === undefined || 'hubWrap' in forHub;
  if (sessionWrap instanceof Uint8Array && isForHub) return { ok: true, value: { sessionWrap, forHub } };
  const part = await appPart(sessionWraps, 'storage-failed');
  if (!part.ok) return part;
  const { wrapForSession, wrapForHub } = part.value;
  const of = { municipality: checkup.municipality, draftId, shiftId };
  return {
    ok: true,
    value: {
      sessionWrap:
        sessionWrap instanceof Uint8Array
          ? sessionWrap
          : await wrapForSession(sessionWrap.sessionPublicKey, sessionWrap.raw, draftId),
      forHub: isForHub
        ? forHub
        : { hubKeyId: forHub.seal.keyId, hubWrap: await wrapForHub(forHub.seal, forHub.raw, of) },
    },
  };
};

const unwrap = async (
  row: DraftRow,
  opener: DraftOpener,
): Promise<Outcome<Uint8Array<ArrayBuffer> | undefined>> => {
  if (opener.kind === 'session') {
    const part = await appPart(sessionWraps, 'storage-failed');
    return part.ok ? { ok: true, value: await part.value.openForSession(opener.sealPair, row) } : part;
  }
  const { ticketWrap: wrap } = row;
  return {
    ok: true,
    value: wrap && (await openBox(await ticketWrapKey(opener.ticketId), wrap, VISIT_INFO + row.draftId)),
  };
};
