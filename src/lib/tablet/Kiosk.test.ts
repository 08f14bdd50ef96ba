import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aShift, type Shift } from './testing/a-shift.ts';
import { Kiosk } from './Kiosk.svelte.ts';

let shift: Shift;
let kiosk: Kiosk;

beforeEach(async () => {
  shift = await aShift();
  kiosk = new Kiosk(shift.tablet);
});

afterEach(() => {
  kiosk.stop();
});

/** What the log says since the tablet was set up. */
const noted = () => [...shift.disk.audit.values()].map(({ at: _, seq: __, hash: ___, ...said }) => said);

describe('tickets and codes with which nobody is found', () => {
  it('are noted, and what stood on them is not', async () => {
    const before = noted().length;
    kiosk.begin();
    await kiosk.scanned('https://example.com/not-a-ticket');
    kiosk.typeCode();
    await kiosk.typed('123456789012');
    await kiosk.typed('123456789012');
    expect(noted().slice(before)).toEqual([
      { action: 'ticket-refused' },
      { action: 'code-refused' },
      { action: 'code-refused' },
    ]);
  });

  it('are one line a minute while a camera goes on seeing the same one', async () => {
    const before = noted().length;
    kiosk.begin();
    for (const text of ['first', 'first', 'second', 'second']) await kiosk.scanned(text);
    expect(noted()).toHaveLength(before + 2);
    shift.world.time += 59_999;
    await kiosk.scanned('second');
    expect(noted()).toHaveLength(before + 2);
    shift.world.time += 1;
    await kiosk.scanned('second');
    expect(noted()).toHaveLength(before + 3);
  });

  it('are noted before a pause and not during it, when nothing is looked up', async () => {
    const before = noted().length;
    kiosk.typeCode();
    // Twelve digits whose check digit is right, and which nobody on the list has.
    for (let tries = 0; tries < 7; tries += 1) await kiosk.typed('000000000000');
    expect(kiosk.problem).toEqual({ code: 'code-locked' });
    expect(noted()).toHaveLength(before + 5);
  });
});
