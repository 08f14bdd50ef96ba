import { fromBase64Url } from '../contract/base64url.ts';
import type { FormEntry, VerifyKey } from '../contract/bundle.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { FORM_TYPE } from '../contract/receipt.ts';
import { fromUtf8, sha256, toHex, utf8 } from '../crypto/bytes.ts';
import { verifyJws } from '../crypto/jws.ts';
import type { CompiledForm } from '../forms/form.ts';
import { loadForm } from '../forms/load-form.ts';
import { readJson } from '../sync/read-json.ts';

/** What a form's signed text must be. */
export type FormName = Pick<FormEntry, 'formId' | 'formVersion' | 'sha256'>;

/** The hash by which bundles name a signed text. */
export const partHash = async (text: string): Promise<string> => toHex(await sha256(utf8(text)));

/** The form in a signed text, compiled: the very text, signed by the hub, and the form it is said to be. */
export const openPart = async (
  { formId, formVersion, sha256: hash }: FormName,
  text: string,
  keys: readonly VerifyKey[],
): Promise<Outcome<CompiledForm>> => {
  if ((await partHash(text)) !== hash) return problem('form-invalid');
  const signed = await verifyJws(FORM_TYPE, text, keys);
  if (signed === undefined) return problem('form-invalid');
  const { form } = await loadForm(readJson(signed));
  if (form?.url !== formId || form.version !== formVersion) return problem('form-invalid');
  return { ok: true, value: form };
};

/** Which form a text says it is, before anybody believes it. */
export const saidName = (text: string): Pick<FormEntry, 'formId' | 'formVersion'> | undefined => {
  const bytes = fromBase64Url(text.split('.')[1] ?? '');
  const json = readJson((bytes && fromUtf8(bytes)) ?? '');
  if (typeof json !== 'object' || json === null) return undefined;
  const formId: unknown = Reflect.get(json, 'url');
  const formVersion: unknown = Reflect.get(json, 'version');
  return typeof formId === 'string' && typeof formVersion === 'string' ? { formId, formVersion } : undefined;
};
