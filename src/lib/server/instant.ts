/** Milliseconds since 1970 as ISO 8601 UTC with milliseconds: sorts as text. */
export const instantOf = (milliseconds: number): string => new Date(milliseconds).toISOString();
