import * as z from 'zod/mini';
import { Base64Url } from './ids.ts';

/** What the hub signs, each with keys of its own. */
export const SIGNING_PURPOSES = ['receipt', 'ticket', 'form'] as const;
export type SigningPurpose = (typeof SIGNING_PURPOSES)[number];

const Kid = z.string().check(z.regex(/^[a-z0-9]{1,8}$/));

const SealKey = z.strictObject({
  kid: Kid,
  purpose: z.literal('seal'),
  publicKey: Base64Url,
  privateKey: Base64Url,
});
const SigningKey = z.strictObject({
  kid: Kid,
  purpose: z.enum(SIGNING_PURPOSES),
  x: Base64Url,
  y: Base64Url,
  d: Base64Url,
});

/**
 * The hub's private keys. Of each purpose the last one listed is used for new work; earlier ones stay to open and
 * prove what was made with them.
 */
export const KeyFile = z.strictObject({
  schemaVersion: z.literal(1),
  /** 32 random bytes: what the store keeps secret lies under keys derived from it. */
  atRest: z.string().check(z.length(43), z.regex(/^[A-Za-z0-9_-]+$/)),
  keys: z.array(z.discriminatedUnion('purpose', [SealKey, SigningKey])),
});
export type KeyFile = z.infer<typeof KeyFile>;
