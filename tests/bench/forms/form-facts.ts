import type { ItemJson, QuestionnaireJson } from './form-json.ts';
import { walkItems } from './form-json.ts';

/** What the bench must know of a generated form to use it. */
export interface FormFacts {
  readonly items: number;
  readonly conditional: number;
  /** linkIds on screen while nothing is answered, in document order. */
  readonly shownAtStart: readonly string[];
  /** A string that is always asked, in the middle of the form: typed into. */
  readonly typing: string;
  /** The last string that is always asked: what is tried last when the form says that it is ready. */
  readonly lastTyping: string;
  /** Booleans that are always asked, those nearest to the middle of the form first. */
  readonly toggles: readonly Toggle[];
}

/** A boolean question: はい shows `dependents`, いいえ hides them. */
export interface Toggle {
  readonly linkId: string;
  readonly dependents: readonly string[];
}

const MOST_TOGGLES = 6;

interface Placed {
  readonly item: ItemJson;
  readonly at: number;
}

const byDistance = <T extends Placed>(candidates: readonly T[], from: number): readonly T[] =>
  candidates.toSorted((left, right) => Math.abs(left.at - from) - Math.abs(right.at - from));

const nearest = (candidates: readonly Placed[], from: number): string => {
  const [best] = byDistance(candidates, from);
  if (best === undefined) throw new Error('the form has no such question: choose another seed');
  return best.item.linkId;
};

/** @throws Error for a form without an unconditional string, or without a boolean that shows something */
export const factsOf = ({ item: roots }: QuestionnaireJson): FormFacts => {
  const all = [...walkItems(roots)].map(({ item, around }, at) => ({ item, around, at }));
  const isOpen = (item: ItemJson): boolean => item.enableWhen === undefined;
  const plain = all.filter(({ item, around }) => [...around, item].every(isOpen));
  const shown = new Set(plain.map(({ item }) => item.linkId));
  const free = plain.filter(
    ({ item, around }) =>
      ![...around, item].some(({ repeats, type }) => repeats === true && type !== 'choice'),
  );
  const opens = (driver: string): readonly string[] =>
    all
      .filter(({ item, around }) => {
        const parent = around.at(-1);
        const [first, second] = item.enableWhen ?? [];
        return (
          (parent === undefined || shown.has(parent.linkId)) &&
          first?.question === driver &&
          second === undefined &&
          first.operator === '='
        );
      })
      .map(({ item }) => item.linkId);
  const strings = free.filter(({ item }) => item.type === 'string');
  const toggles = free.filter(({ item }) => item.type === 'boolean' && opens(item.linkId).length > 0);
  if (toggles.length === 0) throw new Error('the form has nothing to toggle: choose another seed');
  return {
    items: all.length,
    conditional: all.filter(({ item }) => !isOpen(item)).length,
    shownAtStart: [...shown],
    typing: nearest(strings, all.length / 2),
    lastTyping: nearest(strings, all.length),
    toggles: byDistance(toggles, all.length / 2)
      .slice(0, MOST_TOGGLES)
      .map(({ item: { linkId } }) => ({ linkId, dependents: opens(linkId) })),
  };
};
