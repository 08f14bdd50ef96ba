/** Bytes as the engine stores them. */
export type Blob = Uint8Array;

/** Instant in UTC, ISO 8601 with milliseconds: sorts as text in every engine. */
export type InstantText = string;

export type DateText = string;

/** 0 or 1. */
export type Flag = number;
