/**
 * Something in the store that is not as it was written. `seq` counts in the audit chain, in what was received or in a
 * tablet's own log.
 */
export interface Finding {
  readonly code:
    | 'audit-line-missing'
    | 'audit-line-edited'
    | 'audit-chain-broken'
    | 'audit-head-differs'
    | 'revision-missing'
    | 'revision-bytes-edited'
    | 'revision-content-edited'
    | 'revision-columns-edited'
    | 'revision-signature-edited'
    | 'revision-signature-invalid'
    | 'receipt-missing'
    | 'receipt-edited'
    | 'receipt-outside-chain'
    | 'device-audit-edited'
    | 'device-audit-cut';
  readonly seq: number;
}
