/** A FHIR Coding. Two codings are the same answer when system and code are the same. */
export interface Coding {
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}

/** A FHIR Attachment that carries its bytes, or only names them. */
export interface Attachment {
  /** MIME type. */
  readonly contentType?: string;
  /** Base64 of the bytes. */
  readonly data?: string;
  readonly url?: string;
  readonly title?: string;
  /** Bytes. */
  readonly size?: number;
}

/** A FHIR Reference: shown, never followed. */
export interface Reference {
  readonly reference?: string;
  readonly type?: string;
  readonly display?: string;
}

/** A number with its unit. Without `code` the unit is only a word. */
export interface Quantity {
  readonly value: number;
  /** The unit as printed; empty when the number has none. */
  readonly unit: string;
  /** Code of the unit in `system`. */
  readonly code?: string;
  /** System of `code`; UCUM where the form does not say otherwise. */
  readonly system?: string;
}

/** The reasons a form may offer, in the order staff are told of them: a request for help first. */
export const ABSENT_REASONS = ['temp-unknown', 'asked-unknown', 'asked-declined'] as const;
export type AbsentReason = (typeof ABSENT_REASONS)[number];

/** An answer that is a value of one of the R4 types. */
export type ValueAnswer =
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'integer'; readonly value: number }
  | { readonly type: 'decimal'; readonly value: number }
  | { readonly type: 'date'; readonly value: string }
  | { readonly type: 'dateTime'; readonly value: string }
  | { readonly type: 'time'; readonly value: string }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'uri'; readonly value: string }
  | { readonly type: 'coding'; readonly value: Coding }
  | { readonly type: 'attachment'; readonly value: Attachment }
  | { readonly type: 'reference'; readonly value: Reference }
  | ({ readonly type: 'quantity' } & Quantity);

/**
 * One answer. `absent` is the guardian's "no answer" as a real answer: わからない `asked-unknown`,
 * こたえたくない `asked-declined`, スタッフに聞く `temp-unknown` (FHIR data-absent-reason).
 * `row` is no answer to a question: it says that a repeating item has a row with this id.
 */
export type Answer =
  | ValueAnswer
  | { readonly type: 'absent'; readonly reason: AbsentReason }
  | { readonly type: 'row'; readonly id: string };

/**
 * All answers of a form, asked or not: a mis-tap that hides a question destroys no typing. The key is the linkId; in a
 * row of a repeating item it names the row too (see {@link keyOf}). A repeating item's own key holds its rows in order.
 */
export type Answers = ReadonlyMap<string, readonly Answer[]>;
