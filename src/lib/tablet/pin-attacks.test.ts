import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aChild, aHub, anId, NOW, TestHub } from '../../../tests/support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../../tests/support/a-tablet.ts';
import { derivePinKey } from '../crypto/pin.ts';
import { emptyDisk, MemoryStore } from '../store/memory-store.ts';
import type { BundleRow, ClockRow } from '../store/schema.ts';
import { receiveBundle } from './day.ts';
import { keepShift } from './end-shift.ts';
import { loadBundle } from './stored.ts';
import { PIN_MAX_WRONG, unlock, type DerivePin } from './vault.ts';

const TEN_YEARS_MS = 10 * 365 * 86_400_000;
const nurse = { staffId: anId(), role: 'nurse' as const, pin: '271828' };
const doctor = { staffId: anId(), role: 'doctor' as const, pin: '314159' };

/** What an attacker does who holds the tablet: everything but know the PIN. */
const attack = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ do: 'wrong' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'two tabs' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'pull the plug' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'reload' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('set the clock' as const),
      by: fc.constantFrom(-TEN_YEARS_MS, -86_400_000, -600_000, 60_000, 1_000_000, TEN_YEARS_MS),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'tick' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'same shift again' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'next shift' as const }) },
);

/** Each PIN is stretched once; what is attacked here is the counting. */
const keys = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
const derived: DerivePin = async (pin, kdf) => {
  const name = `${pin}|${kdf.salt}`;
  const known = keys.get(name) ?? derivePinKey(pin, kdf);
  keys.set(name, known);
  return (await known).slice();
};

/** Its keys are no part of what is attacked. */
let hubKeys: Promise<TestHub> | undefined;

class Attacked {
  readonly disk = emptyDisk();
  readonly world = new TestWorld();
  hub!: TestHub;
  store = new MemoryStore(this.disk);
  row!: BundleRow;
  guesses = 0;
  #device!: Awaited<ReturnType<typeof anEnrolledDevice>>;

  async begin(): Promise<this> {
    this.hub = await (hubKeys ??= aHub());
    this.#device = await anEnrolledDevice(this.store, this.hub);
    await this.receive();
    return this;
  }

  async receive(): Promise<void> {
    const made = await this.hub.bundle(this.#device.known, { children: [aChild()], staff: [nurse, doctor] });
    const bundle = {
      ...made,
      issuedAt: new Date(this.world.time).toISOString(),
      expiresAt: new Date(this.world.time + 12 * 3_600_000).toISOString(),
    };
    const parts = { store: this.store, world: this.world };
    const received = await receiveBundle(parts, this.#device.device, { bundle, clockOffsetMs: 0 });
    if (!received.ok) throw new Error(received.error.code);
    this.row = received.value;
  }

  /** A guess counts when it got as far as the wrap. */
  try(pin: string, person: { readonly staffId: string } = nurse, meanwhile?: () => void) {
    const derivePin: DerivePin = (text, kdf) => {
      if (person === nurse) this.guesses += 1;
      meanwhile?.();
      return derived(text, kdf);
    };
    const parts = { store: this.store, world: this.world, derivePin };
    return unlock(parts, this.#device.device, this.row, { staffId: person.staffId, pin });
  }

  async reload(): Promise<void> {
    this.store = new MemoryStore(this.disk);
    const read = await loadBundle(this.store);
    if (!read.ok || read.value === undefined) throw new Error('there is a bundle');
    this.row = read.value;
  }

  async act(step: { do: string; by?: number }): Promise<void> {
    if (step.do === 'wrong') await this.try('999999');
    else if (step.do === 'two tabs') await Promise.all([this.try('999998'), this.try('999997')]);
    else if (step.do === 'pull the plug') {
      const unplugged = this.try('999996', nurse, () => {
        throw new Error('power lost');
      });
      await unplugged.catch(() => undefined);
      await this.reload();
    } else if (step.do === 'reload') await this.reload();
    else if (step.do === 'set the clock') this.world.time += step.by ?? 0;
    else if (step.do === 'tick') {
      const kept = await keepShift({ store: this.store, world: this.world }, this.row);
      if (kept.ok && kept.value !== undefined) this.row = kept.value;
    } else if (step.do === 'same shift again') await this.receive();
    else {
      const { receipt, ticket, form, seal } = this.hub;
      this.hub = new TestHub(receipt, ticket, form, seal);
      await this.receive();
    }
  }

  wrapOf(person: { staffId: string }): string | undefined {
    const row = this.disk.meta.get('bundle');
    return row?.key === 'bundle'
      ? row.bundle.staff.find(({ staffId }) => staffId === person.staffId)?.wrappedSecret
      : undefined;
  }
}

describe('an attacker with the tablet in hand', () => {
  it(`never gets more than ${String(PIN_MAX_WRONG)} guesses, whatever is done with clock, tabs, plug and bundles`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attack, { minLength: 10, maxLength: 45 }), async (steps) => {
        const tablet = await new Attacked().begin();
        for (const step of steps) {
          await tablet.act(step);
          const lock = tablet.disk.staffLocks.get(nurse.staffId);
          // Every guess was on disk before its outcome.
          expect(lock?.wrongPins ?? 0).toBeGreaterThanOrEqual(tablet.guesses);
          expect(tablet.guesses).toBeLessThanOrEqual(PIN_MAX_WRONG);
          if (lock?.destroyed === true) expect(tablet.wrapOf(nurse)).toBe('');
        }
        // Nobody else suffers: with a list of the day the doctor unlocks.
        await tablet.act({ do: 'same shift again' });
        expect(await tablet.try(doctor.pin, doctor)).toMatchObject({ ok: true });
      }),
      { numRuns: 25 },
    );
  }, 240_000);

  it('has the wrap destroyed before the tenth guess is known, and a right tenth PIN puts it back', async () => {
    const tablet = await new Attacked().begin();
    const wrap = tablet.wrapOf(nurse);
    for (let wrong = 1; wrong < PIN_MAX_WRONG; wrong += 1) {
      await tablet.try('999999');
      tablet.world.time += 1_000_000;
    }
    let during: string | undefined;
    const last = await tablet.try(nurse.pin, nurse, () => {
      during = tablet.wrapOf(nurse);
    });
    expect(during).toBe('');
    expect(last).toMatchObject({ ok: true });
    expect(tablet.wrapOf(nurse)).toBe(wrap);
    expect(tablet.disk.staffLocks.get(nurse.staffId)).toMatchObject({ wrongPins: 0, destroyed: false });
  });

  it('loses the wrap when the plug is pulled in the tenth guess', async () => {
    const tablet = await new Attacked().begin();
    for (let wrong = 1; wrong < PIN_MAX_WRONG; wrong += 1) {
      await tablet.try('999999');
      tablet.world.time += 1_000_000;
    }
    await tablet.act({ do: 'pull the plug' });
    expect(tablet.wrapOf(nurse)).toBe('');
    expect(await tablet.try(nurse.pin)).toMatchObject({ ok: false, error: { code: 'pin-destroyed' } });
  });

  it('gets one guess out of two tabs that try at once, with one line in the log for it', async () => {
    const tablet = await new Attacked().begin();
    const answers = await Promise.all([tablet.try('999998'), tablet.try('999997')]);
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(codes.toSorted()).toEqual(['pin-wrong', 'storage-conflict']);
    expect(tablet.guesses).toBe(1);
    expect([...tablet.disk.audit.values()].filter(({ action }) => action === 'unlock-refused')).toHaveLength(
      1,
    );
  });

  it('is remembered over a new shift', async () => {
    const tablet = await new Attacked().begin();
    for (let wrong = 1; wrong <= 4; wrong += 1) await tablet.try('999999');
    await tablet.act({ do: 'next shift' });
    expect(await tablet.try('999999')).toMatchObject({ error: { detail: { left: PIN_MAX_WRONG - 5 } } });
  });

  it('notes with every try how late it is', async () => {
    const tablet = await new Attacked().begin();
    tablet.world.time = NOW + 3_600_000;
    await tablet.try('999999');
    expect((tablet.disk.meta.get('clock') as ClockRow).seenMs).toBe(NOW + 3_600_000);
  });
});
