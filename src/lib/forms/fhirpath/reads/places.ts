/**
 * Where in the response the elements of a collection can stand, as far as the text of an expression tells.
 *
 * - `settled`: nowhere that is not counted yet: values, other resources, or below an item already counted as read.
 * - `root`: the response, or the item that is the focus or `%context`.
 * - `items`: on the way to items. `linkIds` are those of the items it lies in, undefined when no linkId narrows it.
 *   `merged`: equal elements were merged on the way, so each one counts in full.
 */
export type Place =
  | { readonly at: 'settled' }
  | { readonly at: 'root' }
  | { readonly at: 'items'; readonly linkIds: ReadonlySet<string> | undefined; readonly merged: boolean };

export const SETTLED: Place = { at: 'settled' };
export const ROOT: Place = { at: 'root' };
/** On the way to any item of the response. */
export const ANY_ITEMS: Place = { at: 'items', linkIds: undefined, merged: false };

export function itemsOf(linkIds: ReadonlySet<string>): Place {
  return { at: 'items', linkIds, merged: false };
}

/** The place of elements that come from one of both; undefined when one place cannot say it. */
export function eitherOf(one: Place, other: Place, merged = false): Place | undefined {
  if (one.at === 'items' && other.at === 'items') {
    const linkIds = one.linkIds && other.linkIds && new Set([...one.linkIds, ...other.linkIds]);
    return { at: 'items', linkIds, merged: merged || one.merged || other.merged };
  }
  return one.at === other.at && !(merged && one.at === 'root') ? one : undefined;
}
