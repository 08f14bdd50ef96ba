import type { Outcome } from '../contract/problem.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';

/** The shift of a bundle that was set aside as damaged, `undefined` when it does not say. */
const shiftIn = (row: object): unknown => {
  const { bundle } = row as { readonly bundle?: { readonly shift?: { readonly shiftId?: unknown } } };
  return bundle?.shift?.shiftId;
};

/**
 * Steps that take away what is left of other shifts than the one that goes on: the staff's read copies, what passkeys
 * open, damaged bundles with their wraps, and the staff's way into drafts that their family's ticket opens as well. A
 * draft without a ticket keeps its wraps: nothing on this tablet opens it any more, but the hub does, to which it is
 * handed over. Where a draft moved on meanwhile the commit fails, and the steps are made anew.
 *
 * @param shiftId the shift that goes on; `undefined` when none does
 */
export const shiftRemains = async (
  store: TabletStore,
  shiftId: string | undefined,
): Promise<Outcome<readonly WriteOp[]>> => {
  const copies = await store.all('copies');
  if (!copies.ok) return copies;
  const drafts = await store.all('drafts');
  if (!drafts.ok) return drafts;
  const passkeys = await store.all('passkeys');
  if (!passkeys.ok) return passkeys;
  const damaged = await store.all('damaged');
  if (!damaged.ok) return damaged;
  const isOver = (row: { readonly shiftId: string }): boolean => row.shiftId !== shiftId;
  return {
    ok: true,
    value: [
      ...copies.value
        .filter(isOver)
        .map(({ revisionId: key }): WriteOp => ({ do: 'delete', table: 'copies', key })),
      ...drafts.value
        .filter((row) => isOver(row) && row.ticketWrap !== undefined && row.sessionWrap.length > 0)
        .flatMap((row): WriteOp[] => [
          { do: 'expect', table: 'drafts', key: row.draftId, field: 'saves', value: row.saves },
          { do: 'put', table: 'drafts', row: { ...row, sessionWrap: new Uint8Array(0) } },
        ]),
      ...damaged.value
        .filter(({ table, of, row }) => table === 'meta' && of === 'bundle' && shiftIn(row) !== shiftId)
        .map(({ damagedId: key }): WriteOp => ({ do: 'delete', table: 'damaged', key })),
      ...passkeys.value.flatMap(({ wrap, ...row }): WriteOp[] =>
        wrap === undefined || !isOver(wrap)
          ? []
          : [
              { do: 'expect', table: 'passkeys', key: row.staffId, field: 'createdAt', value: row.createdAt },
              { do: 'put', table: 'passkeys', row },
            ],
      ),
    ],
  };
};
