import * as z from 'zod/mini';
import { SECTIONS } from '../domain/program.ts';
import { Uuid } from './ids.ts';
import { CheckupRef } from './revision.ts';

/** What lies encrypted in a draft's box. `draft` is the form engine's own text. */
export const StoredDraft = z.strictObject({
  schemaVersion: z.literal(1),
  checkup: CheckupRef,
  section: z.enum(SECTIONS),
  /** Revisions this draft goes on from. */
  parents: z.array(Uuid).check(z.maxLength(16)),
  draft: z.string(),
});
