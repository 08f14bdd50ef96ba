import { addDays, civilDate, type CivilDate } from './civil-date.ts';
import { eligibleDays, WINDOW_BOUND_MAX, type WindowRule } from './window.ts';

/** What the spans of a window may count in. */
export const WINDOW_UNITS = ['day', 'week', 'month', 'fiscal-year', 'postpartum', 'gestation'] as const;
export type WindowUnit = (typeof WINDOW_UNITS)[number];

/** The two bounds of a span: `from`, and `until` (month, week) or `to` (the other units). */
export interface WindowBounds {
  readonly from: number;
  readonly end: number;
}

/** One span of ages as a municipality sets it. */
export interface WindowSpan extends WindowBounds {
  readonly unit: WindowUnit;
}

/** No program has more spans. */
export const SPANS_MAX = 6;

/** A program's ages where nobody has set others, and the law's where there are some. */
export interface ProgramAges {
  readonly subject: 'child' | 'mother';
  readonly window: WindowRule;
  readonly statutory?: WindowRule;
  /** A municipality may give it at other ages, too: 母子保健法13条. Else its own lie within the law's. */
  readonly mayReachBeyond?: boolean;
}

/** A window as a span. */
export const spanOf = (rule: WindowRule): WindowSpan => ({
  unit: rule.unit,
  from: rule.from,
  end: 'until' in rule ? rule.until : rule.to,
});

/** A span as a window. */
export const ruleOf = ({ unit, from, end }: WindowSpan): WindowRule =>
  unit === 'month' || unit === 'week' ? { unit, from, until: end } : { unit, from, to: end };

/** Units in which a municipality may set a program's ages; the dates that others count from are not the program's. [WI12] */
export const unitsOf = ({
  subject,
  window,
}: Pick<ProgramAges, 'subject' | 'window'>): readonly WindowUnit[] => {
  if (window.unit === 'gestation') return ['gestation'];
  return subject === 'child' ? ['day', 'week', 'month', 'fiscal-year'] : ['postpartum', 'week', 'month'];
};

const RANGES: Readonly<Record<WindowUnit, readonly [least: number, most: number]>> = {
  day: [0, WINDOW_BOUND_MAX],
  week: [0, 300],
  month: [0, WINDOW_BOUND_MAX],
  'fiscal-year': [1, 20],
  postpartum: [1, WINDOW_BOUND_MAX],
  gestation: [0, WINDOW_BOUND_MAX],
};

/** Least and largest bound in a unit, both inclusive. */
export const boundRange = (unit: WindowUnit): readonly [least: number, most: number] => RANGES[unit];

/**
 * Why spans are no window of a program.
 *
 * - `no-span`: there is none; `too-many`: there are more than {@link SPANS_MAX}
 * - `wrong-unit`: the program's ages do not count in this unit
 * - `not-whole`: a bound is not a whole number of {@link boundRange}
 * - `before-first`: it begins before the first postpartum day, which is day 1
 * - `no-day`: no day lies in it
 * - `overlap`: it holds what an earlier one of the same unit holds
 * - `beyond-law`: it reaches beyond the ages that the law gives, and it allows no others
 */
export type WindowProblem =
  'no-span' | 'too-many' | 'wrong-unit' | 'not-whole' | 'before-first' | 'no-day' | 'overlap' | 'beyond-law';

/** What is wrong, and with which span, counted from 0. */
export interface SpanProblem {
  readonly why: WindowProblem;
  readonly at: number;
}

const LEAP_CYCLE_DAYS = 1_461;

const firstAnchor = (): CivilDate => {
  const date = civilDate({ year: 2024, month: 3, day: 1 });
  if (date === undefined) throw new RangeError('The calendar has this day.');
  return date;
};

/** Whether one window holds a day that the other does not, for somebody born on some day of four years. */
const reachesOut = (rule: WindowRule, other: WindowRule): boolean => {
  for (let days = 0, anchor = firstAnchor(); days < LEAP_CYCLE_DAYS; days += 1, anchor = addDays(anchor, 1)) {
    const [inner, outer] = [eligibleDays(anchor, rule), eligibleDays(anchor, other)];
    if (inner.first < outer.first || inner.last > outer.last) return true;
  }
  return false;
};

const isBeyondLaw = ({ statutory }: Pick<ProgramAges, 'statutory'>, span: WindowSpan): boolean => {
  if (statutory === undefined) return false;
  const law = spanOf(statutory);
  // In one unit by the bounds: an age without upper limit has no last day to compare.
  if (law.unit === span.unit) return span.from < law.from || span.end > law.end;
  return reachesOut(ruleOf(span), statutory);
};

/**
 * Whether sound spans hold ages that the law does not give: said, and refused only where the law allows no others.
 * [WI10]
 */
export const reachesBeyondLaw = (
  program: Pick<ProgramAges, 'statutory'>,
  spans: readonly WindowSpan[],
): boolean => spans.some((span) => isBeyondLaw(program, span));

const isUntil = (unit: WindowUnit): boolean => unit === 'month' || unit === 'week';

/** First number behind a span. */
const behind = ({ unit, end }: WindowSpan): number => (isUntil(unit) ? end : end + 1);

const overlaps = (a: WindowSpan, b: WindowSpan): boolean =>
  a.unit === b.unit && a.from < behind(b) && b.from < behind(a);

const oneProblem = (program: ProgramAges, span: WindowSpan): WindowProblem | undefined => {
  const { unit, from, end } = span;
  if (!unitsOf(program).includes(unit)) return 'wrong-unit';
  const [least, most] = RANGES[unit];
  const isBound = (bound: number): boolean => Number.isInteger(bound) && bound >= 0 && bound <= most;
  if (!isBound(from) || !isBound(end)) return 'not-whole';
  if (from < least) return unit === 'postpartum' ? 'before-first' : 'not-whole';
  if (behind(span) <= from) return 'no-day';
  return program.mayReachBeyond !== true && isBeyondLaw(program, span) ? 'beyond-law' : undefined;
};

/** What is wrong first with a municipality's own ages for a program; `undefined` when nothing is. [WI10] [WI12] */
export const windowProblem = (
  program: ProgramAges,
  spans: readonly WindowSpan[],
): SpanProblem | undefined => {
  if (spans.length === 0) return { why: 'no-span', at: 0 };
  if (spans.length > SPANS_MAX) return { why: 'too-many', at: SPANS_MAX };
  for (const [at, span] of spans.entries()) {
    const why = oneProblem(program, span);
    if (why !== undefined) return { why, at };
    if (spans.slice(0, at).some((before) => overlaps(before, span))) return { why: 'overlap', at };
  }
  return undefined;
};

/**
 * The ages at which a checkup is given: a municipality's own, and the program's where those are none. [WI10] [WI12]
 * @param own spans as they were set, sound or not
 */
export const agesHere = (
  program: ProgramAges,
  own: readonly WindowSpan[] | undefined,
): readonly WindowRule[] =>
  own === undefined || windowProblem(program, own) !== undefined ? [program.window] : own.map(ruleOf);

/**
 * Bounds in a program's unit that hold all of the spans, for who knows neither other units nor several spans. Spans of
 * another unit give the widest there are: a reader of these asks back too seldom rather than wrongly. [WI15]
 * @param spans one or more, sound
 */
export const hullOf = (
  { window }: Pick<ProgramAges, 'window'>,
  spans: readonly WindowSpan[],
): WindowBounds => {
  if (spans.some(({ unit }) => unit !== window.unit)) {
    const [from, end] = RANGES[window.unit];
    return { from, end };
  }
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
};

/** Whether the program's unit and one pair of bounds say it all. */
export const isPlain = ({ window }: Pick<ProgramAges, 'window'>, spans: readonly WindowSpan[]): boolean =>
  spans.length === 1 && spans[0]?.unit === window.unit;
