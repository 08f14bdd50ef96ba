import type { EntryExpressions } from '../item-extraction.ts';
import type { Expression } from '../expression/expression.ts';
import type { JsonObject } from '../json-object.ts';
import type { Report } from './extraction-issue.ts';

/** What extraction needs beside the form and the response. */
export interface ExtractionMeta {
  /** What `now()` is for expressions. */
  readonly now: Date;
  /** A new UUID, lower case, each time. */
  readonly newId: () => string;
}

/** What extraction gives: a transaction to be sent to a FHIR server, or looked at. */
export interface Extraction {
  readonly bundle: JsonObject;
}

/** Runs the expressions of extraction on a finished response: there are no launch contexts and no variables any more. */
export class ResponseExpressions {
  readonly #resource: JsonObject;
  readonly #questionnaire: JsonObject;
  readonly #now: Date;
  readonly #report: Report;

  constructor(of: { resource: JsonObject; questionnaire: JsonObject; now: Date; report: Report }) {
    this.#resource = of.resource;
    this.#questionnaire = of.questionnaire;
    this.#now = of.now;
    this.#report = of.report;
  }

  /**
   * @param focus the item of the response, or the response itself
   * @param names further variables: UUIDs that were given out
   */
  results(expression: Expression, focus: JsonObject, names: ReadonlyMap<string, string>): readonly unknown[] {
    const environment = {
      ...Object.fromEntries(names),
      resource: this.#resource,
      rootResource: this.#resource,
      context: focus,
      questionnaire: this.#questionnaire,
    };
    const results = expression.compiled?.evaluate(focus, environment, this.#now);
    if (results === undefined) {
      this.#report({ severity: 'warning', code: 'expression-failed', path: expression.path });
    }
    return results ?? [];
  }

  /** The first result as a text. */
  text(
    expression: Expression | undefined,
    focus: JsonObject,
    names: ReadonlyMap<string, string>,
  ): string | undefined {
    const [first] = expression === undefined ? [] : this.results(expression, focus, names);
    return typeof first === 'string' && first !== '' ? first : undefined;
  }
}

/** The parts of an entry that expressions give. */
export interface EntryParts {
  readonly fullUrl: string | undefined;
  readonly resourceId: string | undefined;
  readonly request: Readonly<Record<string, string>>;
}

export const entryParts = (
  entry: EntryExpressions | undefined,
  textOf: (expression: Expression | undefined) => string | undefined,
): EntryParts => {
  const request: Record<string, string> = {};
  for (const key of ['ifNoneMatch', 'ifModifiedSince', 'ifMatch', 'ifNoneExist'] as const) {
    const text = textOf(entry?.[key]);
    if (text !== undefined) request[key] = text;
  }
  return { fullUrl: textOf(entry?.fullUrl), resourceId: textOf(entry?.resourceId), request };
};

/** One entry: a resource with an id replaces what is there under it, any other is new. */
export const entryOf = (resource: JsonObject, fullUrl: string, { request }: EntryParts): JsonObject => {
  const { resourceType, id } = resource as { resourceType: string; id?: string };
  const isUpdate = id !== undefined;
  return {
    fullUrl,
    resource,
    request: {
      method: isUpdate ? 'PUT' : 'POST',
      url: isUpdate ? `${resourceType}/${id}` : resourceType,
      ...request,
    },
  };
};

export const transactionOf = (entry: readonly JsonObject[]): JsonObject => ({
  resourceType: 'Bundle',
  type: 'transaction',
  ...(entry.length > 0 && { entry }),
});
