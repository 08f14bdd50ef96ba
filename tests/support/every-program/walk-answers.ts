import { evaluate } from '../../../src/lib/forms/run/evaluate.ts';
import { isConcern } from '../../../src/lib/forms/run/concern.ts';
import { validateItem } from '../../../src/lib/forms/run/validate.ts';
import { isQuestionType } from '../../../src/lib/forms/codec/codecs.ts';
import type { KnownDays } from '../../../src/lib/forms/codec/day-bounds.ts';
import { quantityIn } from '../../../src/lib/forms/codec/quantity.ts';
import type { Answer, Answers } from '../../../src/lib/forms/answer-types.ts';
import type { CompiledForm, FormItem } from '../../../src/lib/forms/form.ts';
import { addDays, type CivilDate } from '../../../src/lib/domain/civil-date.ts';
import type { WalkMode } from './walk-facts.ts';

type Given = readonly Answer[];

const MULTIPLE_MOST = 20;

/** Whether a person can answer it. */
const isOpenTo = (item: FormItem): boolean => isQuestionType(item.type) && !item.hidden && !item.readOnly;

const rounded = (value: number, { maxDecimalPlaces = 0, type }: FormItem): number => {
  const scale = 10 ** (type === 'integer' ? 0 : maxDecimalPlaces);
  return Math.round(value * scale) / scale;
};

const numberIn = (item: FormItem, value: number): Answer => {
  const exact = rounded(value, item);
  if (item.type === 'quantity') return quantityIn(item.unit, exact);
  return { type: item.type === 'integer' ? 'integer' : 'decimal', value: exact };
};

const numberOf = (bound: unknown): number | undefined => (typeof bound === 'number' ? bound : undefined);

/** Numbers worth trying: the middle and the ends of what is plausible, and both sides of every threshold. */
const numbersOf = (item: FormItem, form: CompiledForm): readonly Given[] => {
  const low = item.softMin ?? numberOf(item.minValue) ?? 0;
  const high = item.softMax ?? numberOf(item.maxValue) ?? low + 10;
  const step = 1 / 10 ** (item.type === 'integer' ? 0 : (item.maxDecimalPlaces ?? 0));
  const rules = [
    ...item.concernRules,
    ...(form.dependents.get(item.linkId) ?? [])
      .flatMap(({ enableWhen }) => enableWhen)
      .filter(({ question }) => question === item.linkId),
  ];
  const thresholds = rules.flatMap(({ answer }) => {
    const value = 'value' in answer ? numberOf(answer.value) : undefined;
    return value === undefined ? [] : [value, value - step, value + step];
  });
  return [(low + high) / 2, low, high, ...thresholds].map((value) => [numberIn(item, value)]);
};

const textOf = ({ linkId, maxLength = 200 }: FormItem): Answer => ({
  type: 'string',
  value: Array.from(`${linkId}：「＜記入＞」&`).slice(0, maxLength).join(''),
});

const choicesOf = (item: FormItem): readonly Given[] => {
  const single = item.options.map(({ answer }): Given => [answer]);
  if (!item.repeats) return single;
  const together = (which: (concern: boolean) => boolean): Given =>
    item.options
      .filter(({ exclusive, concern }) => !exclusive && which(concern))
      .map(({ answer }) => answer)
      .slice(0, item.maxOccurs ?? MULTIPLE_MOST);
  return [together(() => true), together((concern) => concern), ...single].filter(({ length }) => length > 0);
};

const candidatesOf = (item: FormItem, form: CompiledForm, today: CivilDate): readonly Given[] => {
  switch (item.type) {
    case 'boolean':
      return [true, false].map((value) => [{ type: 'boolean', value }]);
    case 'choice':
      return choicesOf(item);
    case 'integer':
    case 'decimal':
    case 'quantity':
      return numbersOf(item, form);
    case 'time':
      return [[{ type: 'time', value: '09:40' }], [{ type: 'time', value: '14:05' }]];
    case 'date':
      return [-7, 0, 30].map((days) => [{ type: 'date', value: addDays(today, days) }]);
    case 'string':
    case 'text':
      return [[textOf(item)]];
    default:
      throw new Error(`nobody walks ${item.linkId}: ${item.type}`);
  }
};

const isRight = (item: FormItem, given: Given, days: KnownDays): boolean =>
  validateItem({ item, key: item.linkId, role: 'single' }, given, undefined, days).length === 0;

const canConcern = (item: FormItem): boolean =>
  item.concernWhen !== undefined ||
  item.concernRules.length > 0 ||
  item.options.some(({ concern }) => concern);

/** The first of those with the highest worth. */
const best = <T>(candidates: readonly T[], worth: (candidate: T) => number): T | undefined => {
  let found: T | undefined;
  let most = -Infinity;
  for (const candidate of candidates) {
    const value = worth(candidate);
    if (value > most) [found, most] = [candidate, value];
  }
  return found;
};

interface WalkStart {
  /** What stands in the form before anybody enters anything. */
  readonly known: Answers;
  readonly today: CivilDate;
  readonly birth: string;
  readonly byGuardian: boolean;
  /** linkIds that other walks through this form were asked: where there is a choice, the others are opened. */
  readonly seen: ReadonlySet<string>;
}

/** What is entered into a form: the questions in the order in which they open, with their answers. */
export class WalkAnswers {
  readonly #form: CompiledForm;
  readonly #mode: WalkMode;
  readonly #start: WalkStart;
  readonly #entered = new Map<string, Given>();
  #answers: Answers;

  constructor(form: CompiledForm, mode: WalkMode, start: WalkStart) {
    this.#form = form;
    this.#mode = mode;
    this.#start = start;
    this.#answers = start.known;
    this.#enterAll();
    // A section nobody has entered anything into cannot be handed in.
    const first = this.#answers.size === 0 ? form.items.find(isOpenTo) : undefined;
    if (first === undefined) return;
    this.#enter(first, this.#calm(first));
    this.#enterAll();
  }

  /** In the order in which they are entered. */
  get entered(): ReadonlyMap<string, Given> {
    return this.#entered;
  }

  /** With what was known before. */
  get answers(): Answers {
    return this.#answers;
  }

  #enterAll(): void {
    const passed = new Set<string>();
    const next = (): FormItem | undefined => {
      const { enabled } = evaluate(this.#form, this.#answers);
      return this.#form.items.find(
        (item) =>
          isOpenTo(item) &&
          enabled.has(item.linkId) &&
          !passed.has(item.linkId) &&
          !this.#answers.has(item.linkId),
      );
    };
    for (let item = next(); item !== undefined; item = next()) {
      passed.add(item.linkId);
      const given = this.#choose(item);
      if (given !== undefined) this.#enter(item, given);
    }
  }

  #enter({ linkId }: FormItem, given: Given): void {
    this.#entered.set(linkId, given);
    this.#answers = new Map([...this.#answers, [linkId, given]]);
  }

  #choose(item: FormItem): Given | undefined {
    if (this.#mode === 'minimum') return item.required ? this.#calm(item) : undefined;
    return this.#mode === 'everything' ? this.#opening(item) : this.#concerning(item);
  }

  #candidates(item: FormItem): readonly Given[] {
    const right = candidatesOf(item, this.#form, this.#start.today).filter((given) =>
      isRight(item, given, this.#start),
    );
    if (right.length === 0) throw new Error(`no answer to ${item.linkId} is right`);
    return right;
  }

  /** How many questions are asked once this is answered so. */
  #opens(item: FormItem, given: Given, counts: (item: FormItem) => boolean = () => true): number {
    if (!this.#form.dependents.has(item.linkId)) return 0;
    const { enabled } = evaluate(this.#form, new Map([...this.#answers, [item.linkId, given]]));
    return this.#form.items.filter((each) => enabled.has(each.linkId) && counts(each)).length;
  }

  #calm(item: FormItem): Given {
    const calm = this.#candidates(item).filter((given) => !isConcern(item, given));
    const found = best(calm, (given) => -this.#opens(item, given));
    if (found === undefined) throw new Error(`every answer to ${item.linkId} is a reason to look`);
    return found;
  }

  /** わからない or こたえたくない here and there, where nothing hangs on the answer. */
  #withheld(item: FormItem): Given | undefined {
    if (!this.#start.byGuardian || item.type !== 'choice' || item.index % 5 !== 3) return undefined;
    const reasons = item.absentReasons.filter((reason) => reason !== 'temp-unknown');
    const reason = reasons[item.index % Math.max(1, reasons.length)];
    return reason === undefined || this.#form.dependents.has(item.linkId)
      ? undefined
      : [{ type: 'absent', reason }];
  }

  #opening(item: FormItem): Given | undefined {
    const withheld = this.#withheld(item);
    if (withheld !== undefined) return withheld;
    const candidates = this.#candidates(item);
    const turned = candidates.map((_, at) => candidates[(at + item.index) % candidates.length] ?? []);
    const found = best(
      item.repeats ? candidates : turned,
      (given) => this.#opens(item, given) * 2 - Number(isConcern(item, given)),
    );
    // What says that the rest does not apply is left open.
    const isClosing = found !== undefined && this.#opens(item, found) < this.#opens(item, []);
    return isClosing && !item.required ? undefined : found;
  }

  #concerning(item: FormItem): Given | undefined {
    const { seen } = this.#start;
    const isNew = ({ linkId }: FormItem): boolean => !seen.has(linkId);
    const worth = (given: Given): number =>
      this.#opens(item, given, canConcern) * 100 + this.#opens(item, given, isNew) * 10 + given.length;
    const candidates = this.#candidates(item);
    const concerns = candidates.filter((given) => isConcern(item, given));
    if (concerns.length > 0) return best(item.repeats ? concerns.toReversed() : concerns, worth);
    const opening = best(candidates, worth);
    if (opening !== undefined && worth(opening) - opening.length > worth([])) return opening;
    return item.required ? this.#calm(item) : undefined;
  }
}
