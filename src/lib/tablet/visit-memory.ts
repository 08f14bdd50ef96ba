import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import { isUuid } from '../contract/ids.ts';
import { openBox, sealBox } from '../crypto/box.ts';
import { fromUtf8, utf8 } from '../crypto/bytes.ts';
import type { DeviceRow } from '../store/schema.ts';
import type { Identified } from './identify.ts';

const KEY = 'hagukumi.visit';
const AAD = 'hagukumi/visit-memory/1';
const BESIDE = 'beside';

/** The family at the tablet, what it was identified by, and whether Japanese stands beneath its language. */
export interface RememberedVisit {
  readonly ticketId: string;
  readonly by: Identified['by'];
  readonly beside: boolean;
}

/**
 * Which family is at the tablet, for the life of this browser tab: a reload goes on at the same question without
 * another scan. Lies under the device wrap key in session storage, which a closed browser does not bring back;
 * after that the family shows its ticket again.
 */
export class VisitMemory {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Counts what was asked for: sealing takes its time, and only the last word counts. */
  #turn = 0;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.#storage = storage;
  }

  async remember(device: DeviceRow, { ticketId, by, beside }: RememberedVisit): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const said = [by, ticketId, ...(beside ? [BESIDE] : [])].join(' ');
    const box = await sealBox(device.wrapKey, utf8(said), AAD);
    if (turn !== this.#turn) return;
    this.#storage.setItem(KEY, toBase64Url(box));
  }

  async recall(device: DeviceRow): Promise<RememberedVisit | undefined> {
    const box = fromBase64Url(this.#storage.getItem(KEY) ?? '');
    if (box === undefined || box.length === 0) return undefined;
    const bytes = await openBox(device.wrapKey, box, AAD);
    const [by, ticketId = '', beside] = (bytes === undefined ? undefined : fromUtf8(bytes))?.split(' ') ?? [];
    if ((by !== 'ticket' && by !== 'code' && by !== 'staff') || !isUuid(ticketId)) return undefined;
    return { ticketId, by, beside: beside === BESIDE };
  }

  forget(): void {
    this.#turn += 1;
    this.#storage.removeItem(KEY);
  }
}
