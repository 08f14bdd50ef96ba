import type { Coding } from './answer-types.ts';
import type { Expression } from './expression/expression.ts';

/** Parts of a bundle entry that expressions give (FHIRPath as a plain text). */
export interface EntryExpressions {
  readonly fullUrl: Expression | undefined;
  readonly resourceId: Expression | undefined;
  readonly ifNoneMatch: Expression | undefined;
  readonly ifModifiedSince: Expression | undefined;
  readonly ifMatch: Expression | undefined;
  readonly ifNoneExist: Expression | undefined;
}

/** A resource that answers from here down fill. */
export interface ResourceExtraction {
  /** Canonical of the resource type or profile, with its version where one is named. */
  readonly definition: string;
  readonly entry: EntryExpressions;
  readonly path: string;
}

/** How an Observation stands to the one of the item above (observationExtract as a code). */
export const OBSERVATION_RELATIONS = ['component', 'member', 'derived', 'independent'] as const;
export type ObservationRelation = (typeof OBSERVATION_RELATIONS)[number];

/** A value that is written beside the answers. */
export interface ExtractedValue {
  readonly definition: string;
  readonly fixed: unknown;
  /** Suffix of the fixed value: `Code` of `valueCode`. */
  readonly suffix: string | undefined;
  readonly expression: Expression | undefined;
  readonly path: string;
}

/** What answers become besides a response, and where they may come from (SDC extraction and population). */
export interface ItemExtraction {
  /** observationExtract: true or false, for the item and everything below that does not say otherwise. */
  readonly observation: boolean | undefined;
  readonly relation: ObservationRelation | undefined;
  readonly observationEntry: EntryExpressions | undefined;
  /** Categories of the extracted Observations. */
  readonly observationCategory: readonly Coding[];
  /** The item is filled from the latest Observation with its code that is not older, in milliseconds. */
  readonly linkPeriodMs: number | undefined;
  /** Resource type that answers below fill. */
  readonly context: string | undefined;
  readonly resources: readonly ResourceExtraction[];
  /** Names of new UUIDs for use here and below. */
  readonly allocates: readonly string[];
  readonly values: readonly ExtractedValue[];
}
