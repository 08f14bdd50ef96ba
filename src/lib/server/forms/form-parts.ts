import { sha256, toHex, utf8 } from '../../crypto/bytes.ts';
import { formJws, listFormKeys, type FormKey } from '../store/forms.ts';
import type { Db } from '../store/hub-store.ts';

/** A form's signed text as bundles name it. */
interface FormPartName {
  /** Lower-case hex SHA-256 of the signed text. */
  readonly sha256: string;
  /** Bytes of the signed text. */
  readonly size: number;
}

const nameOf = ({ form_id: id, form_version: version, sha256: hash }: FormKey): string =>
  JSON.stringify([id, version, hash]);

/**
 * The signed texts of all forms by their hashes. Texts stay in the store and never change; what is kept here is a
 * name per publication, read again from the store by every process that starts.
 */
export class FormParts {
  readonly #byKey = new Map<string, FormPartName>();
  readonly #byHash = new Map<string, FormKey>();

  /** The name of a publication's signed text. @throws when the store does not have it */
  async nameOf(db: Db, key: FormKey): Promise<FormPartName> {
    const known = this.#byKey.get(nameOf(key));
    if (known !== undefined) return known;
    const jws = await formJws(db, key);
    if (jws === undefined) throw new Error('a publication without its text');
    const bytes = utf8(jws);
    const part = { sha256: toHex(await sha256(bytes)), size: bytes.length };
    this.#byKey.set(nameOf(key), part);
    this.#byHash.set(part.sha256, key);
    return part;
  }

  /** The signed text with this hash, `undefined` when this hub never published it. */
  async find(db: Db, hash: string): Promise<string | undefined> {
    if (!this.#byHash.has(hash)) {
      for (const key of await listFormKeys(db)) await this.nameOf(db, key);
    }
    const key = this.#byHash.get(hash);
    return key === undefined ? undefined : formJws(db, key);
  }
}
