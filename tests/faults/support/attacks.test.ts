import { describe, expect, it } from 'vitest';
import { hostileJson } from './hostile-json.ts';
import { mutatedBytes, mutatedText } from './mutate.ts';
import { receiptsIn } from './receipts-in.ts';
import { seeded } from './seeded.ts';
import { triesOf } from './tries-of.ts';
import { readFault, WIRE_FAULTS, writeFault } from './wire-fault.ts';

const drawsOf = (only?: number): number[][] =>
  [...triesOf({ count: 5, seed: 7, ...(only === undefined ? {} : { only }) })].map(({ index, draw }) => [
    index,
    draw.next(),
    draw.below(1_000),
  ]);

describe('the tries of a run', () => {
  it('are as many as asked for, and the same for the same seed', () => {
    expect(drawsOf()).toHaveLength(5);
    expect(drawsOf()).toEqual(drawsOf());
  });

  it('can be made one alone, as it was among the others', () => {
    expect(drawsOf(3)).toEqual([drawsOf()[3]]);
  });
});

describe('what is mutated', () => {
  const draw = seeded(11);

  it('is never what it was', () => {
    const [bytes, text, json] = [draw.bytes(40), 'sig1=:AAAA:', '{"a":"b","c":{"d":1}}'];
    for (let left = 2_000; left > 0; left -= 1) {
      expect(mutatedBytes(bytes, draw)).not.toEqual(bytes);
      expect(mutatedText(text, draw)).not.toBe(text);
      expect(hostileJson(json, draw)).not.toBe(json);
    }
  });

  it('reaches depth, prototypes, doubled keys and lone surrogates', () => {
    const texts = Array.from({ length: 3_000 }, () => hostileJson('{"a":"b","c":{"d":1}}', draw));
    for (const what of [/\[{1000}/, /"__proto__":/, /"a":.*"a":/, /\\ud800/]) {
      expect(texts.some((text) => what.test(text))).toBe(true);
    }
  });
});

describe('a fault on its way to the proxy', () => {
  it('arrives as it was sent', () => {
    for (const fault of WIRE_FAULTS) {
      if (fault === 'name not found' || fault === 'connection refused') continue;
      expect(readFault(writeFault(fault, 0.25))).toEqual({ fault, at: 0.25 });
    }
  });

  it('is none when nothing that is known is named', () => {
    expect(readFault(undefined)).toEqual({ fault: 'none', at: 0 });
    expect(readFault('a storm; 0.5')).toEqual({ fault: 'none', at: 0 });
  });
});

describe('receipts in an answer', () => {
  const jws = (revisionId: string): string =>
    `e30.${Buffer.from(JSON.stringify({ revisionId })).toString('base64url')}.c2ln`;

  it('are found in the answer to one revision and to many', () => {
    const one = { receipt: jws('A'), warnings: [] };
    expect(receiptsIn(JSON.stringify(one))).toEqual([{ revisionId: 'A', receipt: jws('A') }]);
    const many = { items: [one, { code: 'content-malformed' }, { receipt: jws('B') }] };
    expect(receiptsIn(JSON.stringify(many)).map(({ revisionId }) => revisionId)).toEqual(['A', 'B']);
  });

  it('are none in anything else', () => {
    expect(receiptsIn('{"receipt":"not a jws"}')).toEqual([]);
    expect(receiptsIn('<p>Wi-Fi')).toEqual([]);
  });
});
