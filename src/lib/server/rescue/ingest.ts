import { problem, type Outcome, type ProblemCode } from '../../contract/problem.ts';
import { decodeRescueFile, RESCUE_MAX_BYTES, type RescuedItem } from '../../contract/rescue-file.ts';
import { sha256, toHex, type Bytes } from '../../crypto/bytes.ts';
import { isSignedBy } from '../../crypto/rescue-file.ts';
import { ok } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import type { Sent } from '../intake/examine.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { findDevice, type DeviceRow } from '../store/devices.ts';
import { handedDraft } from './handed-draft.ts';
import { quarantineBytes } from './quarantine-bytes.ts';
import { takeIn } from './take-in.ts';

/** What became of one thing in a rescue file. */
export interface IngestedItem {
  readonly recordId: string;
  readonly revisionId: string;
  /**
   * `new` taken in now, `known` was taken in before, `quarantined` kept apart, `refused` not taken in: what `code`
   * says is wrong with it, and it is kept apart as well
   */
  readonly result: 'new' | 'known' | 'quarantined' | 'refused';
  readonly code?: ProblemCode;
  /** Compact JWS, of what is taken in. */
  readonly receipt?: string;
}

export interface Ingested {
  readonly deviceId: string;
  readonly deviceLabel: string;
  readonly revoked: boolean;
  readonly createdAt: string;
  readonly items: readonly IngestedItem[];
  readonly drafts: number;
}

/** Revisions that are opened and written down together. */
const GROUP = 32;

const sentOf = async ({ recordId, revisionId, envelope: bytes }: RescuedItem): Promise<Sent> => ({
  recordId,
  revisionId,
  bytes,
  sha256: toHex(await sha256(bytes)),
});

const keepApart = async (hub: Hub, device: DeviceRow, sent: readonly Sent[]): Promise<IngestedItem[]> => {
  const code = 'device-revoked';
  const items: IngestedItem[] = [];
  await hub.store.write(async (tx) => {
    for (const one of sent) {
      const kept = await quarantineBytes(hub, tx, { ...one, device, code });
      const { recordId, revisionId } = one;
      items.push({ recordId, revisionId, result: kept === undefined ? 'refused' : 'quarantined', code });
    }
  });
  return items;
};

const ingestGroup = async (hub: Hub, device: DeviceRow, group: readonly RescuedItem[]) => {
  const sent = await Promise.all(group.map(sentOf));
  if (device.revoked_at !== null) return keepApart(hub, device, sent);
  const answers = await takeIn(hub, device, sent);
  return answers.map((taken, index): IngestedItem => {
    const { recordId = '', revisionId = '' } = sent[index] ?? {};
    if (!taken.ok) return { recordId, revisionId, result: 'refused', code: taken.error.code };
    const { isNew, answer } = taken.value;
    return { recordId, revisionId, result: isNew ? 'new' : 'known', receipt: answer.receipt };
  });
};

const keepDraft = async (hub: Hub, device: DeviceRow, bytes: Bytes): Promise<boolean> => {
  const handed = await handedDraft(device, bytes);
  const kept = await hub.store.write((tx) => quarantineBytes(hub, tx, handed));
  return kept !== undefined;
};

/**
 * Takes a tablet's rescue file in: each revision as its PUT would be, with the same receipt; forms that could not be
 * saved go to quarantine, to be read there. What a revoked tablet wrote goes to quarantine as a whole. Nothing of a
 * file is touched before its signature holds. The same file again changes nothing.
 *
 * `request-too-large`, `request-malformed`: no whole rescue file; `device-unknown`: no device of this municipality;
 * `signature-invalid`: not as the device wrote it.
 */
export const ingestRescueFile = async (
  hub: Hub,
  actor: Actor,
  { municipality, bytes }: { readonly municipality: string; readonly bytes: Bytes },
): Promise<Outcome<Ingested>> => {
  if (bytes.length > RESCUE_MAX_BYTES) return problem('request-too-large', { maxBytes: RESCUE_MAX_BYTES });
  const file = decodeRescueFile(bytes);
  if (file === undefined) return problem('request-malformed', { field: 'file' });
  const { deviceId, createdAt } = file.content;
  const device = await findDevice(hub.store.db, deviceId);
  if (device?.municipality !== municipality) return problem('device-unknown');
  if (!(await isSignedBy(file, { x: device.public_x, y: device.public_y }))) {
    return problem('signature-invalid');
  }
  const items: IngestedItem[] = [];
  for (let first = 0; first < file.content.items.length; first += GROUP) {
    items.push(...(await ingestGroup(hub, device, file.content.items.slice(first, first + GROUP))));
  }
  let drafts = 0;
  for (const draft of file.content.drafts) if (await keepDraft(hub, device, draft)) drafts += 1;
  const count = (result: IngestedItem['result']): number =>
    items.filter((item) => item.result === result).length;
  await hub.store.write((tx) =>
    appendAudit(tx, {
      at: hubTime(hub),
      municipality,
      actor,
      action: 'rescue-ingested',
      target: deviceId,
      detail: {
        new: count('new'),
        known: count('known'),
        quarantined: count('quarantined'),
        refused: count('refused'),
        drafts,
      },
    }),
  );
  const revoked = device.revoked_at !== null;
  return ok({ deviceId, deviceLabel: device.label, revoked, createdAt, items, drafts });
};
