import { answerKey, isValue, writeValue } from '../answer.ts';
import type { AbsentReason, Answer } from '../answer-types.ts';
import { isQuestionType } from '../codec/codecs.ts';
import { STANDARD_EXTENSION } from '../extensions.ts';
import type { FormItem } from '../form.ts';
import type { JsonObject } from '../json-object.ts';
import { type ItemNode, rowIdOf } from '../run/tree.ts';

/** Where the answers of a response come from. */
export interface AnswerSource {
  /** Keys of what is asked. */
  readonly enabled: ReadonlySet<string>;
  given(node: ItemNode): readonly Answer[];
}

/** What is written, where it is not simply everything that is asked. */
export interface Writing {
  /** Items that are written; all when not given. What lies above one of them is written too. */
  readonly includes?: ((item: FormItem) => boolean) | undefined;
  /** Codings carry the score of their option, and only values are answers. */
  readonly forExpressions?: boolean;
  /** Told of the element that each node became. */
  readonly placed?: (node: ItemNode, json: JsonObject) => void;
}

/** Says why there is no value: on an item where nothing else was answered, else on an answer without one. */
const reasonOf = (reason: AbsentReason): JsonObject => ({
  extension: [{ url: STANDARD_EXTENSION.dataAbsentReason, valueCode: reason }],
});

/** One answer as it is written: a value, or the reason for having none. */
interface Written {
  readonly json: JsonObject;
  readonly isReason: boolean;
}

/** Writes the items of a response, in the order of the form; what is not asked or not answered is left out. */
class ItemWriter {
  readonly #source: AnswerSource;
  readonly #writing: Writing;

  constructor(source: AnswerSource, writing: Writing) {
    this.#source = source;
    this.#writing = writing;
  }

  itemsOf(nodes: readonly ItemNode[]): readonly JsonObject[] {
    return nodes.flatMap((node) => this.#itemsOfNode(node));
  }

  #itemsOfNode(node: ItemNode): readonly JsonObject[] {
    const { item } = node;
    if (!this.#source.enabled.has(node.key)) return [];
    if (this.#writing.includes?.(item) === false) return [];
    if (node.role === 'list')
      return isQuestionType(item.type) ? this.#rowsAsAnswers(node) : this.itemsOf(node.children);
    if (isQuestionType(item.type)) return this.#question(node, [node]);
    const inside = this.itemsOf(node.children);
    return inside.length === 0 ? [] : [this.#put([node], { linkId: item.linkId, item: inside })];
  }

  /** A question that repeats is one item; each of its rows is one answer. */
  #rowsAsAnswers(list: ItemNode): readonly JsonObject[] {
    const rows = list.children.filter(({ key }) => this.#source.enabled.has(key));
    return this.#question(list, rows);
  }

  #question(node: ItemNode, holders: readonly ItemNode[]): readonly JsonObject[] {
    const { linkId } = node.item;
    const given = holders.flatMap((holder) => this.#answers(holder));
    const isNone = !given.some(({ isReason }) => !isReason);
    const isOnItem = isNone && (given.length === 1 || this.#writing.forExpressions === true);
    const [first] = given;
    if (first === undefined) return [];
    if (isOnItem) return [this.#put([node, ...holders], { linkId, ...first.json })];
    const answers = this.#writing.forExpressions === true ? given.filter(({ isReason }) => !isReason) : given;
    return [this.#put([node, ...holders], { linkId, answer: answers.map(({ json }) => json) })];
  }

  #answers(holder: ItemNode): readonly Written[] {
    const { item, children } = holder;
    return this.#source.given(holder).flatMap((given): readonly Written[] => {
      if (given.type === 'absent') return [{ json: reasonOf(given.reason), isReason: true }];
      const value = isValue(given) ? writeValue(given) : undefined;
      if (value === undefined) return [];
      const below = item.perAnswer ? this.#childrenOf(holder, given) : children;
      const inside = below.length === 0 ? [] : this.itemsOf(below);
      const json = { ...this.#scored(item, given, value), ...(inside.length > 0 && { item: inside }) };
      return [{ json, isReason: false }];
    });
  }

  /** What stands under one answer of a multi-select. */
  #childrenOf(holder: ItemNode, given: Answer): readonly ItemNode[] {
    const id = rowIdOf(given);
    return holder.children.find(({ rows }) => rows.at(-1) === id)?.children ?? [];
  }

  #scored(item: FormItem, given: Answer, value: JsonObject): JsonObject {
    if (this.#writing.forExpressions !== true || given.type !== 'coding') return value;
    const weight = item.optionByKey.get(answerKey(given))?.weight;
    if (weight === undefined) return value;
    const extension = [
      { url: STANDARD_EXTENSION.itemWeight, valueDecimal: weight },
      { url: STANDARD_EXTENSION.ordinalValue, valueDecimal: weight },
    ];
    return { valueCoding: { extension, ...(value['valueCoding'] as JsonObject) } };
  }

  #put(nodes: readonly ItemNode[], json: JsonObject): JsonObject {
    for (const node of nodes) this.#writing.placed?.(node, json);
    return json;
  }
}

/** The `item` array of a QuestionnaireResponse. */
export const responseItems = (
  roots: readonly ItemNode[],
  source: AnswerSource,
  writing: Writing = {},
): readonly JsonObject[] => new ItemWriter(source, writing).itemsOf(roots);
