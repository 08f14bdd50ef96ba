import type { Outcome } from '../../src/lib/contract/problem.ts';
import { CURSOR_HEADER } from '../../src/lib/contract/bundle.ts';
import { randomBytes } from '../../src/lib/crypto/bytes.ts';
import { dayBundle } from '../../src/lib/server/api/bundle.ts';
import { enrolDevice } from '../../src/lib/server/api/enrol.ts';
import { formPart } from '../../src/lib/server/api/form-part.ts';
import type { Hub } from '../../src/lib/server/hub.ts';
import { issueEnrolmentCode } from '../../src/lib/server/people/issue-enrolment-code.ts';
import { TESTER, valueOf, type TestMunicipality } from '../../src/lib/server/testing/a-municipality.ts';
import { ORIGIN } from '../../src/lib/server/testing/a-tablet.ts';
import { emptyDisk, MemoryStore } from '../../src/lib/store/memory-store.ts';
import type { Key, WriteOp } from '../../src/lib/store/port.ts';
import type { BundleRow, DeviceRow, TableName, Tables } from '../../src/lib/store/schema.ts';
import { HubClock } from '../../src/lib/sync/hub-clock.ts';
import { enrol } from '../../src/lib/tablet/enrolment.ts';
import { HubApi } from '../../src/lib/tablet/hub-api.ts';
import { askForDay, takeDay } from '../../src/lib/tablet/refresh-day.ts';
import { loadBundle } from '../../src/lib/tablet/stored.ts';
import type { World } from '../../src/lib/tablet/world.ts';

/** One request that was answered. */
interface Answered {
  readonly path: string;
  readonly status: number;
  readonly bytes: number;
}

/** A store that counts its commits and the forms that are read. */
class CountingStore extends MemoryStore {
  commits = 0;
  formsRead = 0;

  override async get<T extends TableName>(table: T, key: Key): Promise<Outcome<Tables[T] | undefined>> {
    if (table === 'parts') this.formsRead += 1;
    return super.get(table, key);
  }

  override async all<T extends TableName>(table: T): Promise<Outcome<readonly Tables[T][]>> {
    const rows = await super.all(table);
    if (table === 'parts' && rows.ok) this.formsRead += rows.value.length;
    return rows;
  }

  override commit(ops: readonly WriteOp[]): Promise<Outcome<void>> {
    this.commits += 1;
    return super.commit(ops);
  }
}

/** The tablet's own code on a store in memory, with a hub in this process at the other end of its network. */
export class DownloadingTablet {
  readonly disk = emptyDisk();
  readonly store = new CountingStore(this.disk);
  /** What the hub answered, in order. */
  readonly answered: Answered[] = [];
  /** The tablet's clock minus the hub's, milliseconds. */
  clockOffsetMs = 0;
  device!: DeviceRow;
  /** What becomes of an answer on its way; it throws where the network is gone. */
  onWire: (response: Response, path: string) => Response | Promise<Response> = (response) => response;
  #hub: Hub;

  private constructor(hub: Hub) {
    this.#hub = hub;
  }

  /** An enrolled tablet that has asked for nothing yet. */
  static async at(hub: Hub, { code: municipality, clinicId }: TestMunicipality): Promise<DownloadingTablet> {
    const tablet = new DownloadingTablet(hub);
    const { code } = valueOf(await issueEnrolmentCode(hub, TESTER, { municipality, clinicId }));
    const { store, world, api } = tablet;
    tablet.device = valueOf(await enrol({ store, world, api }, { code, label: '待合1' }));
    tablet.forget();
    return tablet;
  }

  readonly world: World = {
    now: () => this.#hub.now() + this.clockOffsetMs,
    random: randomBytes,
    authority: new URL(ORIGIN).host,
    fetch: (path, init) => this.#fetch(path, init),
  };

  readonly api = new HubApi(this.world, new HubClock(this.world));

  /** From now on this hub answers: the one before as it comes up again. */
  reconnect(hub: Hub): void {
    this.#hub = hub;
  }

  /** Counts from here. */
  forget(): void {
    this.answered.length = 0;
    this.store.commits = 0;
    this.store.formsRead = 0;
  }

  /** Paths of forms that were given whole, in order. */
  get formsGiven(): readonly string[] {
    return this.answered
      .filter(({ path, status }) => path.startsWith('/api/v1/forms/') && status === 200)
      .map(({ path }) => path);
  }

  async refresh(): Promise<Outcome<BundleRow>> {
    const told = await askForDay(this, this.device);
    return told.ok ? takeDay(this, this.device, told.value) : told;
  }

  async stored(): Promise<BundleRow | undefined> {
    return valueOf(await loadBundle(this.store));
  }

  async #fetch(path: string, init?: RequestInit): Promise<Response> {
    const request = new Request(ORIGIN + path, init);
    const [, sha256] = /^\/api\/v1\/forms\/(.+)$/.exec(path) ?? [];
    const endpoint = path === '/api/v1/bundle' ? dayBundle : sha256 === undefined ? enrolDevice : formPart;
    const context = { params: sha256 === undefined ? {} : { sha256 }, address: '192.0.2.1' };
    const response = await this.onWire(await endpoint(this.#hub, request, context), path);
    const bytes = (await response.clone().arrayBuffer()).byteLength;
    this.answered.push({ path, status: response.status, bytes });
    return response;
  }
}

/** An answer with another body. */
export const withBody = (response: Response, body: unknown): Response =>
  new Response(JSON.stringify(body), {
    headers: {
      'content-type': 'application/json',
      [CURSOR_HEADER]: response.headers.get(CURSOR_HEADER) ?? '',
    },
  });
