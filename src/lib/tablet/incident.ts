import type { Outcome } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import { eachHeading } from './each-heading.ts';
import type { EnrolmentMark, SealedNumbers } from './enrolment-mark.ts';
import { isRange, toRanges, type NumberRange } from './number-ranges.ts';

/**
 * What this tablet is known to have lost.
 *
 * - `empty` the database came up without its device
 * - `older` it came up as it was some time ago, without what was sealed since
 */
export interface Incident {
  readonly kind: 'empty' | 'older';
  readonly deviceId: string;
  /** The last number that is known to have been sealed; `undefined` when none was noted. */
  readonly last: number | undefined;
  /** Numbers (deviceSeq) that had no receipt and are not here any more. The hub may have some of them. */
  readonly missing: readonly NumberRange[];
}

/** What the store holds now, in numbers. @returns `last` 0 where there is no chain */
export const sealedNumbers = async (store: TabletStore): Promise<Outcome<SealedNumbers>> => {
  const chain = await store.get('meta', 'chain');
  if (!chain.ok) return chain;
  const unsent: number[] = [];
  for (const state of ['queued', 'parked'] as const) {
    const read = await eachHeading(store, state, ({ deviceSeq }) => unsent.push(deviceSeq));
    if (!read.ok) return read;
  }
  const last = chain.value?.key === 'chain' ? chain.value.deviceSeq : 0;
  return { ok: true, value: { last, unsent: toRanges(unsent) } };
};

/**
 * Compares what was noted outside of the database with what is in it. @returns `undefined` when nothing is missing
 * @param hasDevice whether the database came up with its device
 */
export const incidentOf = (
  mark: Pick<EnrolmentMark, 'deviceId' | 'numbers'>,
  hasDevice: boolean,
  now: SealedNumbers,
): Incident | undefined => {
  const { deviceId, numbers } = mark;
  if (deviceId === undefined) return undefined;
  if (!hasDevice) {
    return { kind: 'empty', deviceId, last: numbers?.last, missing: numbers?.unsent ?? [] };
  }
  if (numbers === undefined || numbers.last <= now.last) return undefined;
  const missing = numbers.unsent.flatMap(([from, to]): NumberRange[] =>
    to > now.last ? [[Math.max(from, now.last + 1), to]] : [],
  );
  return { kind: 'older', deviceId, last: numbers.last, missing };
};

/** The incident as it is kept in the mark; `undefined` when the text is none. */
export const readIncident = (text: string | undefined): Incident | undefined => {
  try {
    const stored: unknown = JSON.parse(text ?? '');
    if (typeof stored !== 'object' || stored === null) return undefined;
    const { kind, deviceId, last, missing } = stored as Partial<Record<keyof Incident, unknown>>;
    if ((kind !== 'empty' && kind !== 'older') || typeof deviceId !== 'string') return undefined;
    if (last !== undefined && !Number.isSafeInteger(last)) return undefined;
    if (!Array.isArray(missing) || !missing.every(isRange)) return undefined;
    return { kind, deviceId, last: last as number | undefined, missing };
  } catch {
    return undefined;
  }
};

/** What support and the hub's administrators need, as JSON text: ids, numbers and times. Nothing about anybody. */
export const incidentText = (
  incident: Incident,
  {
    at,
    appVersion,
    userAgent,
  }: { readonly at: string; readonly appVersion: string; readonly userAgent: string },
): string =>
  JSON.stringify(
    {
      format: 'hagukumi-incident/1',
      at,
      appVersion,
      userAgent,
      kind: incident.kind,
      deviceId: incident.deviceId,
      lastSealed: incident.last ?? null,
      missing: incident.missing,
    },
    null,
    2,
  );
