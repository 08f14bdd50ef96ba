import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newChain } from '../store/audit-chain.ts';
import { emptyDisk, MemoryStore } from '../store/memory-store.ts';
import { anOutboxRow } from '../store/testing/store-rows.ts';
import { EnrolmentMark } from './enrolment-mark.ts';
import { incidentOf, incidentText, readIncident, sealedNumbers } from './incident.ts';
import { countOf, rangesText, toRanges } from './number-ranges.ts';

const aMark = (items = new Map<string, string>()) => {
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
  return { mark: new EnrolmentMark(storage), items };
};

describe('ranges', () => {
  it('hold exactly the numbers they were made of', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (numbers) => {
        const ranges = toRanges(numbers);
        const back = ranges.flatMap(([from, to]) =>
          Array.from({ length: to - from + 1 }, (_, at) => from + at),
        );
        expect(back).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
        expect(countOf(ranges)).toBe(back.length);
        for (const [index, [from]] of ranges.entries()) {
          if (index > 0) expect(from).toBeGreaterThan((ranges[index - 1]?.[1] ?? 0) + 1);
        }
      }),
    );
  });

  it('read as people write them', () => {
    expect(rangesText(toRanges([3, 1, 2, 7]))).toBe('1–3、7');
  });
});

describe('what is noted outside of the database', () => {
  it('is what the queue holds: the last number, and those without a receipt', async () => {
    const disk = emptyDisk();
    disk.meta.set('chain', { ...newChain(), deviceSeq: 6 });
    const rows = [
      anOutboxRow(2, { state: 'delivered' }),
      anOutboxRow(3),
      anOutboxRow(4, { state: 'parked' }),
      anOutboxRow(6),
    ];
    for (const row of rows) disk.outbox.set(row.revisionId, row);
    const numbers = await sealedNumbers(new MemoryStore(disk));
    expect(numbers).toEqual({
      ok: true,
      value: {
        last: 6,
        unsent: [
          [3, 4],
          [6, 6],
        ],
      },
    });
  });

  it('comes back as it was noted, and starts anew with another device', () => {
    const { mark } = aMark();
    mark.set('device-1');
    mark.note({
      last: 9,
      unsent: [
        [4, 5],
        [9, 9],
      ],
    });
    mark.set('device-1');
    expect(mark.numbers).toEqual({
      last: 9,
      unsent: [
        [4, 5],
        [9, 9],
      ],
    });
    mark.set('device-2');
    expect(mark.numbers).toEqual({ last: 0, unsent: [] });
  });

  it('stays small however torn the queue is, and then names too many rather than too few', () => {
    const { mark, items } = aMark();
    mark.note({
      last: 2_000,
      unsent: Array.from({ length: 500 }, (_, at) => [4 * at + 1, 4 * at + 1] as const),
    });
    const { unsent = [] } = mark.numbers ?? {};
    expect(unsent).toHaveLength(64);
    expect(unsent.at(-1)).toEqual([253, 1_997]);
    expect([...items.values()].join('').length).toBeLessThan(1_000);
  });

  it('stops nobody when the browser takes nothing more', () => {
    const mark = new EnrolmentMark({
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    mark.set('device-1');
    mark.note({ last: 1, unsent: [] });
    expect(mark.numbers).toBeUndefined();
  });

  it.each(['', '{', '{"last":"9","unsent":[]}', '{"last":9,"unsent":[[5,4]]}', '{"last":9}', 'null'])(
    'is nothing when it reads %j',
    (text) => {
      const { mark, items } = aMark();
      items.set('hagukumi.sealed', text);
      expect(mark.numbers).toBeUndefined();
    },
  );
});

const enrolled = {
  deviceId: 'device-1',
  numbers: {
    last: 9,
    unsent: [
      [4, 5],
      [8, 9],
    ],
  },
} as const;

describe('a database that comes up without what it held', () => {
  it('is no incident on a tablet that was never enrolled', () => {
    const mark = { deviceId: undefined, numbers: undefined };
    expect(incidentOf(mark, false, { last: 0, unsent: [] })).toBeUndefined();
  });

  it('is an incident that names what had no receipt', () => {
    expect(incidentOf(enrolled, false, { last: 0, unsent: [] })).toEqual({
      kind: 'empty',
      deviceId: 'device-1',
      last: 9,
      missing: [
        [4, 5],
        [8, 9],
      ],
    });
  });

  it('is an incident when it came up as it was earlier, and names what was sealed since', () => {
    expect(
      incidentOf(enrolled, true, {
        last: 8,
        unsent: [
          [4, 5],
          [8, 8],
        ],
      }),
    ).toMatchObject({
      kind: 'older',
      missing: [[9, 9]],
    });
    expect(incidentOf(enrolled, true, { last: 9, unsent: [] })).toBeUndefined();
    expect(incidentOf(enrolled, true, { last: 10, unsent: [] })).toBeUndefined();
  });

  it('says that nothing is known where nothing was noted', () => {
    const incident = incidentOf({ deviceId: 'device-1', numbers: undefined }, false, { last: 0, unsent: [] });
    expect(incident).toEqual({ kind: 'empty', deviceId: 'device-1', last: undefined, missing: [] });
  });

  it('is kept as text and read back', () => {
    const incident = incidentOf(enrolled, false, { last: 0, unsent: [] });
    expect(readIncident(JSON.stringify(incident))).toEqual(incident);
    for (const text of ['', '[]', '{"kind":"x"}', undefined]) expect(readIncident(text)).toBeUndefined();
  });

  it('is reported with numbers, and with nothing else', () => {
    const incident = incidentOf(enrolled, false, { last: 0, unsent: [] });
    if (incident === undefined) throw new Error('it is one');
    const app = { at: '2026-11-21T00:00:00.000Z', appVersion: '1', userAgent: 'test' };
    expect(JSON.parse(incidentText(incident, app))).toEqual({
      format: 'hagukumi-incident/1',
      ...app,
      kind: 'empty',
      deviceId: 'device-1',
      lastSealed: 9,
      missing: [
        [4, 5],
        [8, 9],
      ],
    });
  });
});
