/** Between a linkId and the rows it lies in. No linkId and no row id holds it. */
const ROW_SEPARATOR = '\u001F';

/** Names one instance of an item: the linkId alone, or with the ids of the rows it lies in, outermost first. */
export const keyOf = (linkId: string, rows: readonly string[]): string =>
  rows.length === 0 ? linkId : [linkId, ...rows].join(ROW_SEPARATOR);

/** The linkId of a key. */
export const linkIdOf = (key: string): string => {
  const end = key.indexOf(ROW_SEPARATOR);
  return end < 0 ? key : key.slice(0, end);
};
