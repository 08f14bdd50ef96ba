/** Stated because a table that is drawn as cards loses its roles in some browsers. */
export const TABLE_ROLE = {
  table: 'table',
  rowgroup: 'rowgroup',
  row: 'row',
  columnheader: 'columnheader',
  rowheader: 'rowheader',
  cell: 'cell',
} as const;
