import { noteRescue, rescueFiles, type Rescue } from './rescue-file.ts';
import type { RescueFrom } from './rescue-form.ts';

export interface RescuedQueue extends Rescue {
  /** Revisions that lie in the files. */
  readonly records: number;
}

/** Everything without a receipt as sealed files; none when there is nothing. Noted in the audit log. */
export const rescueQueue = async ({ store, world, device, session }: RescueFrom): Promise<RescuedQueue> => {
  if (device === undefined) return { files: [], complete: true, records: 0 };
  const { files, complete } = await rescueFiles({ store, world, device });
  const whole = files.filter(({ revisionIds }) => revisionIds.length > 0);
  const records = whole.reduce((sum, { revisionIds }) => sum + revisionIds.length, 0);
  if (records > 0) await noteRescue({ store, world }, session?.staff.staffId);
  return { files: whole, complete, records };
};
