import type { FormState } from '../../form-view/FormState.svelte.ts';
import { readGs1 } from './gs1.ts';
import { expiryId, lotId, PLACES } from './record-places.ts';

/**
 * Where a barcode reader has typed the code of a box into the field of a lot number, puts the lot there instead and the
 * last day of use beside it, once the field has been left (readers end with Enter, which goes to the next field). Text
 * that is no such code stays as it is. Call it in an effect: it follows the fields.
 */
export const takeScannedLots = (form: FormState): void => {
  for (const place of PLACES) {
    const [lotKey, expiryKey] = [lotId(place), expiryId(place)];
    if (!form.enabled.has(lotKey) || form.item(lotKey).editing) continue;
    const { answer } = form.item(lotKey);
    const code = answer?.type === 'string' ? readGs1(answer.value) : undefined;
    if (code?.lot === undefined) continue;
    form.set(lotKey, [{ type: 'string', value: code.lot }]);
    if (code.expiry !== undefined && form.enabled.has(expiryKey))
      form.set(expiryKey, [{ type: 'date', value: code.expiry }]);
  }
};
