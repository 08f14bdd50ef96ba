/** Binds the wrapped shift part to its purpose. */
export const SHIFT_PART_AAD = 'hagukumi/shift-part/1';
