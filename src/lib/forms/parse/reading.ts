import type { ExpressionEngine } from '../expression/engine.ts';
import type { TextPattern } from '../form.ts';
import type { FormProblem } from '../issue.ts';
import type { JsonObject } from '../json-object.ts';
import { isLanguageTag } from '../text.ts';

/** What a form may need besides its own text. */
export interface ReadingTools {
  /** Runs FHIRPath; without it a form with an expression is `engine-missing`. */
  readonly expressions: ExpressionEngine | undefined;
  /** Matches patterns in linear time; without it a form with a pattern is `engine-missing`. */
  readonly compilePattern: ((pattern: string) => TextPattern | undefined) | undefined;
  /** ValueSets by canonical URL, and by `#id` those the form contains. */
  readonly valueSets: ReadonlyMap<string, JsonObject>;
}

/** One reading of one Questionnaire: what was found wrong and which languages were met on the way. */
export class Reading {
  readonly tools: ReadingTools;
  readonly problems: FormProblem[] = [];
  readonly languages = new Set<string>();
  /** Languages with a translation that says it is a draft. */
  readonly unreviewed = new Set<string>();
  /** Languages of translations so far, and whether one of them is a draft. */
  readonly #met = new Map<string, boolean>();
  /** What all attachments together may have by the form, bytes. */
  fileBytes = 0;
  /** Language of the base texts. */
  language = 'ja';

  constructor(tools: ReadingTools) {
    this.tools = tools;
  }

  /** Refuses the form. */
  error(code: FormProblem['code'], path: string): void {
    this.problems.push({ severity: 'error', code, path });
  }

  /**
   * Notes the language of a translation.
   * @returns false when this is no language tag
   */
  meet(tag: string, isDraft: boolean): boolean {
    const isNoted = this.#met.get(tag);
    // A form has a dozen languages, thousands of times.
    if (isNoted === true || (isNoted === false && !isDraft)) return true;
    if (!isLanguageTag(tag)) return false;
    this.#met.set(tag, isDraft);
    this.languages.add(tag);
    if (isDraft) this.unreviewed.add(tag);
    return true;
  }

  /** The form works without it. */
  warning(code: FormProblem['code'], path: string): void {
    this.problems.push({ severity: 'warning', code, path });
  }

  get refused(): boolean {
    return this.problems.some(({ severity }) => severity === 'error');
  }
}
