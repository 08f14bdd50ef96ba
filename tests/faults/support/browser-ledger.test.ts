import { describe, expect, it } from 'vitest';
import { Ledger } from './browser-ledger.ts';

const saved = (shown: Record<string, string>) => ({ kind: 'saved', at: 0, shown }) as const;
const typed = (at: number, shown: Record<string, string>) => ({ kind: 'event', at, shown }) as const;
const found = (shown: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(shown));

const aLedger = (): Ledger => {
  const ledger = new Ledger();
  ledger.turnTo('r1', 'a form', 't1');
  return ledger;
};

const kinds = (ledger: Ledger, shown: Record<string, string> | undefined, killedAt = 0): readonly string[] =>
  ledger.compare('r1', shown && found(shown), killedAt).map(({ what }) => what);

describe('the tester’s book of what the screen acknowledged', () => {
  it('is content when what was said to be saved is there', () => {
    const ledger = aLedger();
    ledger.see(saved({ q1: '1', q2: 'text' }));
    expect(kinds(ledger, { q1: '1', q2: 'text', q3: '0' })).toEqual([]);
  });

  it('calls a record that is gone lost', () => {
    const ledger = aLedger();
    ledger.see(saved({ q1: '1' }));
    expect(kinds(ledger, undefined)).toEqual(['lost']);
  });

  it('calls an answer that differs from what was said to be saved a false 保存済み', () => {
    const ledger = aLedger();
    ledger.see(saved({ q1: '1', q2: 'whole' }));
    expect(kinds(ledger, { q1: '2', q2: 'whol' })).toEqual(['falseSaved', 'falseSaved']);
  });

  it('takes more of a text than was acknowledged, when it was being typed, and never less', () => {
    const ledger = aLedger();
    ledger.intend('q2', 'abcdef');
    ledger.see(saved({ q2: 'abc' }));
    expect(kinds(ledger, { q2: 'abcde' })).toEqual([]);
    ledger.intend('q2', 'abcdefgh');
    expect(kinds(ledger, { q2: 'abc' })).toEqual(['falseSaved']);
  });

  it('holds on to what was found once', () => {
    const ledger = aLedger();
    expect(kinds(ledger, { q1: '1' })).toEqual([]);
    expect(kinds(ledger, {})).toEqual(['falseSaved']);
  });

  it('lets typing of the last second go, and nothing older', () => {
    const young = aLedger();
    young.see(typed(9500, { q2: 'abc' }));
    expect(kinds(young, {}, 10_000)).toEqual([]);
    const old = aLedger();
    old.see(typed(8000, { q2: 'a' }));
    old.see(typed(8900, { q2: 'ab' }));
    old.see(typed(9500, { q2: 'abc' }));
    expect(kinds(old, { q2: 'a' }, 10_000)).toEqual(['typing']);
  });

  it('counts a completion once however often the screen repeats its thanks', () => {
    const ledger = aLedger();
    const record = ledger.turnTo('r1', 'a form');
    record.attempts += 1;
    ledger.see({ kind: 'step', at: 0, step: 'handed-over' });
    ledger.see({ kind: 'step', at: 0, step: 'handed-over' });
    expect([record.thanked, ledger.thanks]).toEqual([1, 1]);
  });
});
