import { isSettled } from '../../forms/answer.ts';
import { isQuestionType } from '../../forms/codec/codecs.ts';
import type { ItemNode } from '../../forms/run/tree.ts';
import type { FormState } from '../FormState.svelte.ts';
import type { FormSection } from './sections.ts';

export interface SectionStatus {
  /** Nothing is answered. */
  readonly empty: boolean;
  /** Expected answers that are not there. */
  readonly missing: number;
  /** Answers that are wrong or asked back. */
  readonly checks: number;
}

/** What one question adds to its section, one bit each. */
const SETTLED = 1;
const MISSING = 2;
const CHECK = 4;

class Tally {
  settled = $state(0);
  missing = $state(0);
  checks = $state(0);

  /** Replaces what a question added. */
  change(before: number, after: number): void {
    const by = (bit: number): number => Number((after & bit) !== 0) - Number((before & bit) !== 0);
    this.settled += by(SETTLED);
    this.missing += by(MISSING);
    this.checks += by(CHECK);
  }
}

/**
 * How far the sections of a form are. A change is counted at the questions it touches and nowhere else; no cells are
 * made for that. For the rows that there are when it is made.
 */
export class SectionCounts {
  readonly #form: FormState;
  readonly #tallies = new Map<string, Tally>();
  readonly #tallyOf = new Map<string, Tally>();
  readonly #marks = new Map<string, number>();
  /** By section what can have a defect that no single answer has: groups, lists, what a rule is about. */
  readonly #wholes = new Map<string, readonly string[]>();

  constructor(form: FormState, sections: readonly FormSection[]) {
    this.#form = form;
    for (const { key, group, nodes } of sections) {
      const tally = new Tally();
      const wholes = group === undefined ? [] : [group.linkId];
      this.#tallies.set(key, tally);
      for (const node of nodes) this.#enter(node, tally, wholes);
      this.#wholes.set(key, [...new Set(wholes)]);
    }
  }

  /** How far a section is; of one that is not among them, as if nothing were expected. */
  of({ key }: Pick<FormSection, 'key'>): SectionStatus {
    const tally = this.#tallies.get(key);
    return {
      empty: (tally?.settled ?? 0) === 0,
      missing: tally?.missing ?? 0,
      checks: (tally?.checks ?? 0) + this.#together(key),
    };
  }

  /** Defects of several answers together, once completing has been tried: they are shown from then on. */
  #together(section: string): number {
    const form = this.#form;
    if (!form.checking) return 0;
    const isCounted = (key: string): boolean => ((this.#marks.get(key) ?? 0) & CHECK) !== 0;
    const wholes = this.#wholes.get(section) ?? [];
    return wholes.filter((key) => !isCounted(key) && form.together(key).length > 0).length;
  }

  /** Follows the form from now on. @returns a function that ends it */
  follow(): () => void {
    return this.#form.watch((keys) => {
      for (const key of keys === 'all' ? this.#tallyOf.keys() : keys) this.#look(key);
    });
  }

  #enter(node: ItemNode, tally: Tally, wholes: string[]): void {
    const { item, key, role } = node;
    if (item.hidden) return;
    if (item.type === 'group' || role === 'list' || item.constraints.length > 0) wholes.push(key);
    if (isQuestionType(item.type) && role !== 'list') {
      this.#tallyOf.set(key, tally);
      this.#look(key);
    }
    for (const child of node.children) this.#enter(child, tally, wholes);
  }

  #look(key: string): void {
    const tally = this.#tallyOf.get(key);
    if (tally === undefined) return;
    const before = this.#marks.get(key) ?? 0;
    const after = this.#markOf(key);
    if (after === before) return;
    this.#marks.set(key, after);
    tally.change(before, after);
  }

  #markOf(key: string): number {
    const form = this.#form;
    const node = form.nodeAt(key);
    if (node === undefined || !form.isAsked(key)) return 0;
    if (form.unreadAt(key) !== undefined) return CHECK;
    const isDefective = form.defectsAt(key).some(({ code }) => code !== 'required');
    if (isSettled(form.answersAt(key))) return SETTLED | (isDefective ? CHECK : 0);
    const { item, role } = node;
    const isExpected = item.required || item.normalAnswer !== undefined;
    const isMissing = isExpected && !item.readOnly && role === 'single';
    return (isMissing ? MISSING : 0) | (isDefective ? CHECK : 0);
  }
}
