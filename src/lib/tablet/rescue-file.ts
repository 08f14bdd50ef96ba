import { RESCUE_MAX_BYTES, type RescuedItem } from '../contract/rescue-file.ts';
import { makeRescueFile } from '../crypto/rescue-file.ts';
import type { TabletStore } from '../store/port.ts';
import type { DeviceRow, OutboxHeading } from '../store/schema.ts';
import { sealedAsStored } from '../sync/hand-over-drafts.ts';
import { commitWithAudit } from './audit.ts';
import { allDrafts } from './left-drafts.ts';
import { instant, type World } from './world.ts';

/** Headings read at a time. */
const PAGE = 64;

/** What of a file is left for its frame and signature, bytes. */
const FRAME_BYTES = 65_536;

/** Bytes of an item besides its envelope: two ids and their lengths. */
const ITEM_BYTES = 96;

/** Bytes of a draft besides those that are sealed. */
const DRAFT_BYTES = 16;

/** A file to hand over. Everything in it is sealed to the hub. */
export interface RescueFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Revisions without a receipt that lie in it. */
  readonly revisionIds: readonly string[];
  readonly drafts: number;
}

export interface Rescue {
  /** Usually one; a queue that is larger than one file may be goes into several. */
  readonly files: readonly RescueFile[];
  /** `false` when the store could not be read to the end: the files hold what could be. */
  readonly complete: boolean;
}

interface Parts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now'>;
  readonly device: Pick<DeviceRow, 'deviceId' | 'signingKey'>;
  /** Largest file, bytes. */
  readonly maxBytes?: number;
}

/** A form that may not be on disk as it is on screen. */
export interface OnScreen {
  readonly draftId: string;
  /** As `sealedDraft` seals it. */
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/**
 * Everything on this tablet that has no receipt, and every draft (下書き) that the hub can open, as files that
 * `hub rescue ingest` and the console take in with the same receipts (封をしたままの書き出し). Nothing is removed here,
 * nothing personal is readable in them. A store that fails does not stop the rescue of what is in memory.
 * @param onScreen a form that could not be saved: it goes in place of what was saved of it before
 */
export const rescueFiles = async (parts: Parts, onScreen?: OnScreen): Promise<Rescue> => {
  const { store, world, device } = parts;
  const room = (parts.maxBytes ?? RESCUE_MAX_BYTES) - FRAME_BYTES;
  const createdAt = instant(world);
  const files: RescueFile[] = [];
  let items: RescuedItem[] = [];
  let drafts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const close = async (): Promise<void> => {
    const content = { deviceId: device.deviceId, createdAt, items, drafts };
    files.push({
      name: nameOf(createdAt, device.deviceId, files.length + 1),
      bytes: await makeRescueFile(content, device.signingKey),
      revisionIds: items.map(({ revisionId }) => revisionId),
      drafts: drafts.length,
    });
    [items, drafts, size] = [[], [], 0];
  };
  const take = async (bytes: number): Promise<void> => {
    if (size + bytes > room) await close();
    size += bytes;
  };
  const takeDraft = async (sealed: Uint8Array<ArrayBuffer>): Promise<void> => {
    await take(sealed.length + DRAFT_BYTES);
    drafts.push(sealed);
  };
  if (onScreen !== undefined) await takeDraft(onScreen.sealed);
  const allDrafts = await eachDraft(store, async (draftId, sealed) => {
    if (draftId !== onScreen?.draftId) await takeDraft(sealed);
  });
  const allUnsent = await eachUnsent(store, async (item) => {
    await take(item.envelope.length + ITEM_BYTES);
    items.push(item);
  });
  if (items.length > 0 || drafts.length > 0 || files.length === 0) await close();
  return { files, complete: allDrafts && allUnsent };
};

/** Notes in the audit log that the queue was written out. @param staffId who did so, where somebody is unlocked */
export const noteRescue = async (
  parts: { readonly store: TabletStore; readonly world: Pick<World, 'now'> },
  staffId: string | undefined,
): Promise<void> => {
  // A store that fails is why there is a rescue: the file goes out all the same.
  await commitWithAudit(parts, { action: 'exported', ...(staffId === undefined ? {} : { staffId }) }, () => ({
    ops: [],
  }));
};

/** Calls with every revision that has no receipt, oldest first. @returns whether all could be read */
const eachUnsent = async (
  store: TabletStore,
  take: (item: RescuedItem) => Promise<void>,
): Promise<boolean> => {
  for (const state of ['queued', 'parked'] as const) {
    let after: OutboxHeading | undefined;
    do {
      const page = await store.outboxHeadings(state, {
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      if (!page.ok) return false;
      const rows = await store.outboxRows(page.value.map(({ revisionId }) => revisionId));
      if (!rows.ok) return false;
      for (const { recordId, revisionId, envelope } of rows.value) {
        if (envelope.length > 0) await take({ recordId, revisionId, envelope });
      }
      after = page.value.length < PAGE ? undefined : page.value.at(-1);
    } while (after !== undefined);
  }
  return true;
};

/**
 * Calls with every draft that the hub can open, also with those in whose place a section was begun anew.
 * @returns whether all could be read
 */
const eachDraft = async (
  store: TabletStore,
  take: (key: string, sealed: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<boolean> => {
  const drafts = await allDrafts(store);
  if (!drafts.ok) return false;
  for (const { row, aside } of drafts.value) {
    const sealed = sealedAsStored(row);
    if (sealed !== undefined) await take(aside?.damagedId ?? row.draftId, sealed);
  }
  return true;
};

const nameOf = (createdAt: string, deviceId: string, number: number): string =>
  `hagukumi-rescue-${createdAt.slice(0, 19).replaceAll(/[:-]/g, '')}-${deviceId.slice(0, 8)}-${String(number)}.hgk`;
