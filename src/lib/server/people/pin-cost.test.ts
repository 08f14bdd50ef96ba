import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PIN_COST_LEAST } from '../../contract/people.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER, valueOf, type TestMunicipality } from '../testing/a-municipality.ts';
import { aTablet } from '../testing/a-tablet.ts';
import { putReport } from '../store/device-reports.ts';
import { findStaff } from '../store/staff.ts';
import { setStaffPin } from './add-staff.ts';
import { fastPins } from './fast-pins.ts';
import { PIN_KEY_MS, pinIterations } from './pin-cost.ts';
import { revokeDevice } from './revoke-device.ts';

const LEAST = PIN_COST_LEAST.iterations;

describe('the passes of a PIN', () => {
  it.each([
    ['no tablet has told', [], LEAST],
    ['a tablet is slow enough as it is', [300], LEAST],
    ['a tablet needs exactly a quarter of a second', [250], LEAST],
    ['a tablet is just too fast', [249], LEAST + 1],
    ['the fastest decides', [120, 400], 7],
    ['the slowest holds it back', [60, 1_500], 5],
    ['the slowest needs too long already', [60, 9_000], LEAST],
    ['a tablet is faster than any', [3], 32],
    ['a tablet says nonsense', [0, 300], LEAST],
  ])('when %s', (_, measured, passes) => {
    expect(pinIterations(LEAST, measured)).toBe(passes);
  });

  it('keep within what guessers and staff can be asked to wait, wherever both can be had', () => {
    const times = fc.array(fc.integer({ min: 30, max: 2_500 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(times, (measured) => {
        const passes = pinIterations(LEAST, measured);
        const took = (ms: number): number => (ms * passes) / LEAST;
        expect(passes).toBeGreaterThanOrEqual(LEAST);
        expect(passes).toBeLessThanOrEqual(32);
        expect(took(Math.max(...measured))).toBeLessThanOrEqual(PIN_KEY_MS.most);
        const isHeldBack = ((passes + 1) * Math.max(...measured)) / LEAST > PIN_KEY_MS.most;
        expect(took(Math.min(...measured)) >= PIN_KEY_MS.least || isHeldBack).toBe(true);
      }),
    );
  });
});

describe('a PIN that is set', () => {
  let test: TestHub;
  let town: TestMunicipality;

  beforeEach(async () => {
    test = await aHub();
    town = await aMunicipality(test.hub);
  });

  afterEach(async () => {
    await test.dispose();
  });

  const aTabletThatNeeds = async (ms: number): Promise<string> => {
    const { deviceId } = await aTablet(test.hub, town);
    await test.hub.store.write((tx) =>
      putReport(tx, {
        device_id: deviceId,
        at: new Date(test.clock.ms).toISOString(),
        app_version: 'test',
        device_seq: 0,
        queued: 0,
        parked: 0,
        damaged: 0,
        oldest_unsent_at: null,
        clock_offset_ms: null,
        persisted: 1,
        pin_key_ms: ms,
        hlc_wall_ms: null,
        hlc_counter: null,
        knows_receipt: 1,
      }),
    );
    return deviceId;
  };

  const passesAfterSetting = async (): Promise<number | undefined> => {
    const of = { municipality: town.code, staffId: town.nurseId };
    valueOf(await setStaffPin(test.hub, TESTER, of, '280417'));
    return (await findStaff(test.hub.store.db, town.code, town.nurseId))?.pin_iterations;
  };

  it('is made so slow that the clinic’s fastest tablet in use needs a quarter of a second', async () => {
    await aTabletThatNeeds(150);
    const lost = await aTabletThatNeeds(40);
    valueOf(await revokeDevice(test.hub, TESTER, { municipality: town.code, deviceId: lost }));
    expect(await passesAfterSetting()).toBe(5);
  });

  it('is told of when a faster tablet comes later, until it is set anew', async () => {
    await aTabletThatNeeds(300);
    expect(await fastPins(test.hub, town.code)).toMatchObject([{ ms: 100 }]);
    await passesAfterSetting();
    await aTabletThatNeeds(125);
    const [found] = await fastPins(test.hub, town.code);
    expect(found?.staffIds).toContain(town.nurseId);
    expect(await passesAfterSetting()).toBe(6);
    expect((await fastPins(test.hub, town.code))[0]?.staffIds).toEqual([town.doctorId]);
  });
});
