import type { DayBundle, FormPackage, VerifyKey } from '../contract/bundle.ts';
import { fromBase64Url } from '../contract/base64url.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { FORM_TYPE } from '../contract/receipt.ts';
import { sealBox } from '../crypto/box.ts';
import { verifyJws } from '../crypto/jws.ts';
import type { ProgramId, SectionId } from '../domain/program.ts';
import type { CompiledForm } from '../forms/form.ts';
import { loadForm } from '../forms/load-form.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import { instant, type World } from './world.ts';
import { withoutWrap } from './staff-wrap.ts';

/** Binds the wrapped shift part to its purpose. */
export const SHIFT_PART_AAD = 'hagukumi/shift-part/1';

const openForm = async (form: FormPackage, keys: readonly VerifyKey[]): Promise<Outcome<CompiledForm>> => {
  const text = await verifyJws(FORM_TYPE, form.jws, keys);
  if (text === undefined) return problem('form-invalid');
  const { form: compiled } = await loadForm(JSON.parse(text));
  if (compiled?.url !== form.formId || compiled.version !== form.formVersion) return problem('form-invalid');
  return { ok: true, value: compiled };
};

/** The form of one section as the hub signed it. Verified and compiled when it is asked for. */
export const formOf = async (
  bundle: DayBundle,
  program: ProgramId,
  section: SectionId,
): Promise<Outcome<CompiledForm>> => {
  const form = bundle.forms.find((each) => each.program === program && each.section === section);
  return form === undefined ? problem('form-invalid') : openForm(form, bundle.hubKeys.form);
};

/**
 * Puts a bundle in place of the one before, in one commit, after every form in it has been verified and compiled:
 * a half or forged bundle never replaces a whole one.
 */
export const receiveBundle = async (
  { store, world }: { store: TabletStore; world: World },
  device: DeviceRow,
  received: { bundle: DayBundle; clockOffsetMs: number },
): Promise<Outcome<BundleRow>> => {
  const { bundle } = received;
  if (bundle.municipality.code !== device.municipality.code) return problem('bundle-invalid');
  const part = fromBase64Url(bundle.shift.part);
  if (part?.length !== 32) return problem('bundle-invalid');
  for (const form of bundle.forms) {
    const opened = await openForm(form, bundle.hubKeys.form);
    if (!opened.ok) return opened;
  }
  const locks = await store.all('staffLocks');
  if (!locks.ok) return locks;
  const whole: BundleRow = {
    key: 'bundle',
    bundle: { ...bundle, shift: { ...bundle.shift, part: '' } },
    wrappedShiftPart: await sealBox(device.wrapKey, part, SHIFT_PART_AAD),
    receivedAt: instant(world),
    clockOffsetMs: received.clockOffsetMs,
  };
  const row = locks.value
    .filter((lock) => lock.destroyed && lock.shiftId === bundle.shift.shiftId)
    .reduce((rest, lock) => withoutWrap(rest, lock.staffId), whole);
  const committed = await commitWithAudit({ store, world }, { action: 'bundle-received' }, () => ({
    ops: [{ do: 'put', table: 'meta', row }],
  }));
  return committed.ok ? { ok: true, value: row } : committed;
};

/** Whether today's list may still be read. Collecting goes on after that. */
export const isReadable = (row: BundleRow, now: number): boolean =>
  now - row.clockOffsetMs < Date.parse(row.bundle.expiresAt);
