/** Binds a wrapped visit key to its purpose. */
export const VISIT_INFO = 'hagukumi/visit/1';
