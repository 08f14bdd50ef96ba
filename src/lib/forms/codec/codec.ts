import type { ValueAnswer } from '../answer-types.ts';
import type { FormItem } from '../form.ts';
import type { AnswerIssue } from '../issue.ts';

/** A defect of one answer; the caller adds whose. */
export type Defect = Omit<AnswerIssue, 'linkId' | 'key'>;

/**
 * Everything the engine knows about one answer type. A further FHIR type is one more file of this shape and one
 * line in `codecs.ts`.
 */
export interface AnswerCodec<A extends ValueAnswer> {
  readonly type: A['type'];
  /** Suffix of the choice element: `valueInteger`, `answerInteger`. */
  readonly suffix: string;
  /** Keys a complex value may have. */
  readonly elements?: ReadonlySet<string>;
  /** The answer written as this JSON; undefined when the JSON has another shape. Out-of-range values are kept. */
  read(json: unknown): A | undefined;
  /** FHIR R4 JSON of the value; undefined when JSON cannot hold it (not a number). */
  write(answer: A): unknown;
  /** Whether the answer counts as none: an empty box. */
  isBlank(answer: A): boolean;
  /** Whether the value is one of the FHIR type. */
  isValid(answer: A): boolean;
  /** What makes two answers the same: enableWhen `=`, an option and its answer. Free of control characters but line feeds. */
  identity(answer: A): string;
  /** Order of enableWhen and of bounds; undefined when the two cannot be compared. Missing: the type has no order. */
  compare?(left: A, right: A): number | undefined;
  /** Defects on this item of an answer that is valid. */
  defects(item: FormItem, answer: A): readonly Defect[];
  /** As a person reads it. */
  text(item: FormItem, answer: A, language: string | readonly string[]): string;
}

export type AnswerOf<T extends ValueAnswer['type']> = Extract<ValueAnswer, { readonly type: T }>;
