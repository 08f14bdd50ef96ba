/** The value of bytes that are JSON in UTF-8. */
export const readJson = (bytes: Uint8Array): { readonly json: unknown } | undefined => {
  try {
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch {
    // No UTF-8, no JSON, or nested deeper than the browser's parser goes.
    return undefined;
  }
};
