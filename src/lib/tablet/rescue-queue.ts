import { noteRescue, rescueFiles, type Rescue } from './rescue-file.ts';
import type { RescueFrom } from './rescue-form.ts';

export interface RescuedQueue extends Rescue {
  /** Revisions that lie in the files. */
  readonly records: number;
  /** Forms that were begun and not handed in or completed, in the files too. */
  readonly drafts: number;
}

/**
 * Everything without a receipt, and every form that was begun, as sealed files; none when there is nothing. Noted in
 * the audit log.
 */
export const rescueQueue = async ({ store, world, device, session }: RescueFrom): Promise<RescuedQueue> => {
  if (device === undefined) return { files: [], complete: true, records: 0, drafts: 0 };
  const { files, complete } = await rescueFiles({ store, world, device });
  const whole = files.filter(({ revisionIds, drafts }) => revisionIds.length + drafts > 0);
  const records = whole.reduce((sum, { revisionIds }) => sum + revisionIds.length, 0);
  const drafts = whole.reduce((sum, file) => sum + file.drafts, 0);
  if (whole.length > 0) await noteRescue({ store, world }, session?.staff.staffId);
  return { files: whole, complete, records, drafts };
};
