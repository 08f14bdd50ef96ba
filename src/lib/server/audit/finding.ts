/**
 * Something in the store that is not as it was written. `seq` counts in the audit chain, in what was received, in a
 * device's chain or in a tablet's own log.
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
    | 'device-chain-edited'
    | 'device-audit-edited'
    | 'device-audit-cut';
  readonly seq: number;
  /** Whose number it is, where it counts in a device's chain. */
  readonly deviceId?: string;
}
