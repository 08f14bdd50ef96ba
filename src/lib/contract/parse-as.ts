/** What a schema finds wrong with a value, as far as somebody asks. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  /** Of `unrecognized_keys`. */
  readonly keys?: readonly string[];
  /** Of `invalid_union`: what each alternative finds wrong, with paths from here. */
  readonly errors?: readonly (readonly Issue[])[];
}

/** A schema as zod makes it. */
export interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}

export type Parsed<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly data?: undefined; readonly issues: readonly Issue[] };

/**
 * A value from outside, read by a schema; never throws. `safeParse` alone does: a length check compares the `length` of
 * whatever came, and one that cannot be made a number throws.
 */
export const parseAs = <T>(schema: Schema<T>, value: unknown): Parsed<T> => {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed : { success: false, issues: parsed.error.issues };
  } catch {
    return { success: false, issues: [{ path: [] }] };
  }
};
