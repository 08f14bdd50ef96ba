import { problem, type Outcome } from '../contract/problem.ts';
import type { Draft } from '../forms/response/draft.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import type { OpenDraft } from './drafts.ts';
import { noteRescue, rescueFiles, type RescueFile } from './rescue-file.ts';
import { sealedDraft } from './seal-draft.ts';
import type { UnlockedSession } from './vault.ts';
import type { World } from './world.ts';

/** The tablet, as far as a rescue needs it. */
export interface RescueFrom {
  readonly store: TabletStore;
  readonly world: World;
  readonly device: DeviceRow | undefined;
  readonly day: BundleRow | undefined;
  readonly session: UnlockedSession | undefined;
}

/** A form on screen, with what may not be on disk. */
export interface FormOnScreen {
  readonly open: OpenDraft;
  readonly latest: Draft;
}

/**
 * The form on screen as it is now, and everything else that has no receipt, as files that only the hub opens. Works
 * although the disk takes nothing more. The form stays on screen.
 */
export const rescueForm = async (
  { store, world, device, day, session }: RescueFrom,
  { open, latest }: FormOnScreen,
): Promise<Outcome<readonly RescueFile[]>> => {
  if (device === undefined) return problem('device-not-enrolled');
  const { seal } = day?.bundle.hubKeys ?? device.hubKeys;
  const sealed = await sealedDraft(seal, open, latest);
  if (!sealed.ok) return sealed;
  const { files } = await rescueFiles(
    { store, world, device },
    { draftId: open.draftId, sealed: sealed.value },
  );
  await noteRescue({ store, world }, session?.staff.staffId);
  return { ok: true, value: files };
};
