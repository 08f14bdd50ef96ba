import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROGRAM_TABLE } from '../../src/lib/catalog/programs.ts';
import { CURSOR_HEADER, DayBundle, FormPart } from '../../src/lib/contract/bundle.ts';
import { FORM_TYPE } from '../../src/lib/contract/receipt.ts';
import { sha256, toHex, utf8 } from '../../src/lib/crypto/bytes.ts';
import { generateSigningKeyPair } from '../../src/lib/crypto/es256.ts';
import { signJws, verifyJws } from '../../src/lib/crypto/jws.ts';
import { addBooking } from '../../src/lib/server/roster/add-booking.ts';
import { insertForm } from '../../src/lib/server/store/forms.ts';
import { aHub, type TestHub } from '../../src/lib/server/testing/a-hub.ts';
import {
  aChild,
  aMunicipality,
  TESTER,
  valueOf,
  type TestMunicipality,
} from '../../src/lib/server/testing/a-municipality.ts';
import { FormShelf } from '../../src/lib/tablet/form-shelf.ts';
import { DownloadingTablet, withBody } from '../support/a-downloading-tablet.ts';

/** The forms of 3〜4か月児健診. */
const FORMS = PROGRAM_TABLE['infant-3-4m'].sections.length;

let test: TestHub;
let town: TestMunicipality;
let tablet: DownloadingTablet;

beforeEach(async () => {
  test = await aHub(undefined, 8_192);
  town = await aMunicipality(test.hub);
  tablet = await DownloadingTablet.at(test.hub, town);
});

afterEach(async () => {
  await test.dispose();
});

const hashOf = async (text: string): Promise<string> => toHex(await sha256(utf8(text)));

/** Publishes the measurement's form once more, as another version. @returns its version */
const publish = async (change: (form: Record<string, unknown>) => object): Promise<void> => {
  const { keys, store } = test.hub;
  const row = await store.db
    .selectFrom('form')
    .selectAll()
    .where('section', '=', 'measurement')
    .executeTakeFirstOrThrow();
  const text = JSON.stringify(change(JSON.parse(row.questionnaire) as Record<string, unknown>));
  const { url, version } = JSON.parse(text) as { url: string; version: string };
  const jws = await signJws(FORM_TYPE, text, keys.signer('form'));
  const { form_id: _, published_seq: _seq, ...rest } = row;
  await store.write(async (tx) =>
    insertForm(tx, {
      ...rest,
      form_id: url,
      form_version: version,
      questionnaire: text,
      sha256: await hashOf(text),
      jws,
    }),
  );
};

const another = (form: Record<string, unknown>): object => ({ ...form, version: 'another' });

/** Whether every form that the stored bundle names is here and opens. */
const opens = async (): Promise<boolean> => {
  const row = await tablet.stored();
  if (row?.bundle.forms.length !== FORMS) return false;
  const shelf = new FormShelf(tablet.store);
  const opened = await Promise.all(
    row.bundle.forms.map(({ program, section }) => shelf.get(row.bundle, program, section)),
  );
  return opened.every(({ ok }) => ok);
};

const received = (): number =>
  [...tablet.disk.audit.values()].filter(({ action }) => action === 'bundle-received').length;

/** Alters the first form that is given from now on, as somebody on the way would. */
const alterForm = (alter: (jws: string) => Promise<string> | string): void => {
  tablet.onWire = async (response, path) => {
    if (!path.startsWith('/api/v1/forms/')) return response;
    tablet.onWire = (next) => next;
    const { jws } = FormPart.parse(await response.json());
    return withBody(response, { jws: await alter(jws) });
  };
};

describe('a bundle that arrives', () => {
  it('brings each of its forms once, and is kept whole', async () => {
    valueOf(await tablet.refresh());
    expect(new Set(tablet.formsGiven).size).toBe(FORMS);
    expect(tablet.answered).toHaveLength(1 + FORMS);
    expect(tablet.disk.parts.size).toBe(FORMS);
    expect(await opens()).toBe(true);
    expect(received()).toBe(1);
  });

  it.each(Array.from({ length: 1 + FORMS }, (_, index) => index))(
    'cut off at request %i goes on where it was, and is no bundle until it is whole',
    async (cutAt) => {
      let asked = 0;
      tablet.onWire = (response) => {
        asked += 1;
        if (asked - 1 === cutAt) throw new TypeError('network gone');
        return response;
      };
      expect(await tablet.refresh()).toEqual({ ok: false, error: { code: 'network-unreachable' } });
      expect(await tablet.stored()).toBeUndefined();
      expect(received()).toBe(0);
      const there = tablet.disk.parts.size;
      expect(there).toBe(tablet.formsGiven.length);

      valueOf(await tablet.refresh());
      expect(tablet.formsGiven).toHaveLength(FORMS);
      expect(new Set(tablet.formsGiven).size).toBe(FORMS);
      expect(await opens()).toBe(true);
      expect(received()).toBe(1);
    },
  );

  it('goes on after the hub was started again between two forms', async () => {
    let again: TestHub | undefined;
    tablet.onWire = async (response, path) => {
      if (!path.startsWith('/api/v1/forms/')) return response;
      tablet.onWire = (next) => next;
      again = await aHub(test.env, 8_192);
      tablet.reconnect(again.hub);
      throw new TypeError('connection reset');
    };
    try {
      expect((await tablet.refresh()).ok).toBe(false);
      valueOf(await tablet.refresh());
      expect(tablet.formsGiven).toHaveLength(FORMS);
      expect(await opens()).toBe(true);
    } finally {
      await again?.hub.close();
    }
  });

  it('takes no place before it is whole: the one before stays, with its forms', async () => {
    const before = valueOf(await tablet.refresh());
    await publish(another);
    tablet.onWire = (response, path) => {
      if (path.startsWith('/api/v1/forms/')) throw new TypeError('network gone');
      return response;
    };
    expect((await tablet.refresh()).ok).toBe(false);
    expect(await tablet.stored()).toEqual(before);
    expect(await opens()).toBe(true);

    tablet.onWire = (response) => response;
    tablet.forget();
    const after = valueOf(await tablet.refresh());
    expect(after.bundle.forms.map(({ formVersion }) => formVersion)).toContain('another');
    expect(tablet.formsGiven).toHaveLength(1);
    expect(await opens()).toBe(true);
  });

  it('takes no place when a form of it goes away at the last moment', async () => {
    const commit = tablet.store.commit.bind(tablet.store);
    tablet.store.commit = (ops) => {
      const isLast = ops.some((op) => op.do === 'put' && op.table === 'meta' && op.row.key === 'bundle');
      const [gone] = tablet.disk.parts.keys();
      if (isLast) tablet.disk.parts.delete(gone ?? '');
      return commit(ops);
    };
    expect(await tablet.refresh()).toEqual({ ok: false, error: { code: 'storage-conflict' } });
    expect(await tablet.stored()).toBeUndefined();
    expect(received()).toBe(0);
    tablet.store.commit = commit;
    valueOf(await tablet.refresh());
    expect(await opens()).toBe(true);
  });

  it('costs no form when only the list has changed', async () => {
    valueOf(await tablet.refresh());
    tablet.forget();
    const at = { municipality: town.code, sessionId: town.sessionId };
    valueOf(await addBooking(test.hub, TESTER, { ...aChild(), ...at, name: '飛び入り 太郎' }));
    const row = valueOf(await tablet.refresh());
    expect(row.bundle.kioskRoster).toHaveLength(2);
    expect(tablet.answered.map(({ path }) => path)).toEqual(['/api/v1/bundle']);
  });
});

describe('a form that is not what the bundle names', () => {
  const refused = async (): Promise<void> => {
    expect(await tablet.refresh()).toEqual({ ok: false, error: { code: 'form-invalid' } });
    expect(await tablet.stored()).toBeUndefined();
    for (const { sha256: hash, text } of tablet.disk.parts.values()) {
      expect(await hashOf(text)).toBe(hash);
      expect(await verifyJws(FORM_TYPE, text, tablet.device.hubKeys.form)).toBeDefined();
    }
    tablet.onWire = (response) => response;
    valueOf(await tablet.refresh());
    expect(await opens()).toBe(true);
  };

  it('is refused when it is another text', async () => {
    alterForm((jws) => `${jws.slice(0, -1)}${jws.endsWith('A') ? 'Q' : 'A'}`);
    await refused();
  });

  it('is refused when it is another form of this hub', async () => {
    const other = await test.hub.store.db
      .selectFrom('form')
      .select(['jws', 'section'])
      .execute()
      .then((rows) => rows.map(({ jws }) => jws));
    alterForm((jws) => other.find((each) => each !== jws) ?? '');
    await refused();
  });

  it('is refused when it is the same form, signed by this hub once more', async () => {
    const { keys } = test.hub;
    alterForm(async (jws) => {
      const text = await verifyJws(FORM_TYPE, jws, keys.published.form);
      return signJws(FORM_TYPE, text ?? '', keys.signer('form'));
    });
    await refused();
  });

  it('is refused when a stranger signed it, although the bundle was altered to name it', async () => {
    const { privateKey } = await generateSigningKeyPair(false);
    const { kid } = test.hub.keys.signer('form');
    let forged = '';
    tablet.onWire = async (response, path) => {
      const bundle = path === '/api/v1/bundle' ? DayBundle.parse(await response.clone().json()) : undefined;
      const [first, ...rest] = bundle?.forms ?? [];
      if (bundle !== undefined && first !== undefined) {
        const jws = (await test.hub.formParts.find(test.hub.store.db, first.sha256)) ?? '';
        const text = await verifyJws(FORM_TYPE, jws, bundle.hubKeys.form);
        forged = await signJws(FORM_TYPE, text ?? '', { kid, privateKey });
        const named = { ...first, sha256: await hashOf(forged) };
        return withBody(response, { ...bundle, forms: [named, ...rest] });
      }
      return path.endsWith(await hashOf(forged)) ? withBody(response, { jws: forged }) : response;
    };
    await refused();
  });

  it.each<[string, (form: Record<string, unknown>) => object]>([
    ['does not compile', (form) => ({ ...form, version: 'bad', item: [{ linkId: 'a', type: 'nonsense' }] })],
    ['is no form', ({ url }) => ({ resourceType: 'Patient', url, version: 'bad' })],
  ])('is refused when it %s, although the hub signed it', async (_why, change) => {
    const before = valueOf(await tablet.refresh());
    await publish(change);
    expect(await tablet.refresh()).toEqual({ ok: false, error: { code: 'form-invalid' } });
    expect(await tablet.stored()).toEqual(before);
    expect(tablet.disk.parts.size).toBe(FORMS);
    expect(await opens()).toBe(true);
  });

  it('is refused with a bundle for another municipality, before any form is asked for', async () => {
    tablet.onWire = async (response, path) => {
      if (path !== '/api/v1/bundle') return response;
      const bundle = DayBundle.parse(await response.json());
      return withBody(response, { ...bundle, municipality: { code: '472018', name: 'よその市' } });
    };
    expect(await tablet.refresh()).toEqual({ ok: false, error: { code: 'bundle-invalid' } });
    expect(tablet.answered).toHaveLength(1);
    expect(await tablet.stored()).toBeUndefined();
  });
});

describe('a bundle that is asked for again', () => {
  it('costs one request without a body, and neither a commit nor a line in a log', async () => {
    const first = valueOf(await tablet.refresh());
    tablet.forget();
    test.clock.ms += 300_000;
    const again = valueOf(await tablet.refresh());
    expect(again).toEqual(first);
    expect(tablet.answered).toEqual([{ path: '/api/v1/bundle', status: 304, bytes: 0 }]);
    // Some megabytes of forms lie here, and this is asked every five minutes.
    expect(tablet.store.formsRead).toBe(0);
    expect(tablet.store.commits).toBe(0);
    expect(received()).toBe(1);
  });

  it('notes a clock that was set anew, in one commit', async () => {
    const first = valueOf(await tablet.refresh());
    tablet.forget();
    tablet.clockOffsetMs = -86_400_000;
    const again = valueOf(await tablet.refresh());
    expect(again).toEqual({ ...first, clockOffsetMs: -86_400_000 });
    expect(await tablet.stored()).toEqual(again);
    expect(tablet.store.commits).toBe(1);
    expect(received()).toBe(1);
  });

  it('brings back a form that has gone from the tablet', async () => {
    valueOf(await tablet.refresh());
    const [gone] = tablet.disk.parts.keys();
    tablet.disk.parts.delete(gone ?? '');
    tablet.forget();
    valueOf(await tablet.refresh());
    expect(tablet.answered.map(({ status }) => status)).toEqual([304, 200]);
    expect(await opens()).toBe(true);
  });

  it('is asked for whole after the shift was ended here', async () => {
    const first = valueOf(await tablet.refresh());
    tablet.disk.meta.set('bundle', { ...first, endedAt: '2026-11-21T01:00:00.000Z' });
    const again = valueOf(await tablet.refresh());
    expect(again.endedAt).toBeUndefined();
    expect(again.bundle.rosterBox).not.toBe('');
  });

  it('believes no 304 that does not name what was asked with', async () => {
    valueOf(await tablet.refresh());
    for (const headers of [{}, { [CURSOR_HEADER]: 'A'.repeat(43) }]) {
      tablet.onWire = () => new Response(null, { status: 304, headers });
      expect(await tablet.refresh()).toEqual({ ok: false, error: { code: 'answer-not-from-hub' } });
    }
  });
});

describe('forms that no bundle names any more', () => {
  it('leave with the second bundle after, unless a draft is here', async () => {
    valueOf(await tablet.refresh());
    await publish(another);
    valueOf(await tablet.refresh());
    expect(tablet.disk.parts.size).toBe(FORMS + 1);

    const draft = { draftId: 'd' } as never;
    tablet.disk.drafts.set('d', draft);
    await publish((form) => ({ ...form, version: 'third' }));
    valueOf(await tablet.refresh());
    expect(tablet.disk.parts.size).toBe(FORMS + 2);

    tablet.disk.drafts.delete('d');
    await publish((form) => ({ ...form, version: 'fourth' }));
    valueOf(await tablet.refresh());
    // What the bundle before named stays for one more: another tab may just be beginning a draft with it.
    expect(tablet.disk.parts.size).toBe(FORMS + 1);
    expect(await opens()).toBe(true);
  });

  it('still open the answers that were given in them', async () => {
    const first = valueOf(await tablet.refresh());
    const made = first.bundle.forms.find(({ section }) => section === 'measurement');
    if (made === undefined) throw new Error('there is a measurement');
    await publish(another);
    const { bundle } = valueOf(await tablet.refresh());
    const shelf = new FormShelf(tablet.store);
    const today = valueOf(await shelf.get(bundle, made.program, made.section));
    expect(today.version).toBe('another');
    const then = valueOf(await shelf.madeWith(bundle, made.program, made.section, made));
    expect(then.version).toBe(made.formVersion);
  });
});
