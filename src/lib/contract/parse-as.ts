/** A schema as zod makes it. */
interface Schema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

export type Parsed<T> =
  { readonly success: true; readonly data: T } | { readonly success: false; readonly data?: undefined };

const FAILED = { success: false } as const;

/**
 * A value from outside, read by a schema; never throws. `safeParse` alone does: a length check compares the `length` of
 * whatever came, and one that cannot be made a number throws.
 */
export const parseAs = <T>(schema: Schema<T>, value: unknown): Parsed<T> => {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed : FAILED;
  } catch {
    return FAILED;
  }
};
