/** A receipt as it stands in an answer, unverified. */
export interface SeenReceipt {
  readonly revisionId: string;
  readonly receipt: string;
}

const claimsOf = (jws: string): { readonly revisionId?: unknown } | undefined => {
  try {
    return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as {
      revisionId?: unknown;
    };
  } catch {
    return undefined;
  }
};

/** Every receipt of an answer, be it to one revision or to many. */
export const receiptsIn = (text: string): readonly SeenReceipt[] =>
  [...text.matchAll(/"receipt":"([^"]+)"/g)].flatMap(([, receipt = '']) => {
    const revisionId = claimsOf(receipt)?.revisionId;
    return typeof revisionId === 'string' ? [{ revisionId, receipt }] : [];
  });
