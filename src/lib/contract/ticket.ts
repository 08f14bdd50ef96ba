import { PROGRAMS, type ProgramId } from '../domain/program.ts';
import { fromCbor, toCbor } from './cbor.ts';
import { readUuid, uuidToBytes } from './ids.ts';

/** Text in front of every ticket's Base45, so that any other QR code is told apart at once. */
export const TICKET_PREFIX = 'HGK1:';

/** Longest ticket text that is looked at, in characters. QR version 11 at level Q holds 259. */
export const TICKET_MAX_LENGTH = 259;

/**
 * What a ticket (受診票QR) says: a signed pointer to a subject and a program. It carries no name, no birth date
 * and no health data.
 */
export interface TicketClaims {
  /** 6-digit municipality code of the issuer. */
  readonly municipality: string;
  /** Random per ticket; the key to the subject's entry in the day's roster. */
  readonly ticketId: string;
  readonly subjectId: string;
  readonly program: ProgramId;
  /** Seconds since 1970; valid from, inclusive. */
  readonly notBefore: number;
  /** Seconds since 1970; valid until, exclusive. */
  readonly expires: number;
}

// CWT claim keys (RFC 8392); negative keys are private use.
const ISS = 1;
const SUB = 2;
const EXP = 4;
const NBF = 5;
const CTI = 7;
const PROGRAM = -70_001;

export const encodeTicketClaims = (claims: TicketClaims): Uint8Array<ArrayBuffer> =>
  toCbor(
    new Map<number, string | number | Uint8Array>([
      [ISS, claims.municipality],
      [SUB, uuidToBytes(claims.subjectId)],
      [EXP, claims.expires],
      [NBF, claims.notBefore],
      [CTI, uuidToBytes(claims.ticketId)],
      [PROGRAM, claims.program],
    ]),
  );

const uuidOf = (value: unknown): string | undefined =>
  value instanceof Uint8Array ? readUuid(value) : undefined;

export type TicketClaimsResult = TicketClaims | 'malformed' | 'program-unknown';

/** The claims of a ticket whose signature has been verified. Unknown claims make it malformed. */
export const decodeTicketClaims = (bytes: Uint8Array): TicketClaimsResult => {
  const map = fromCbor(bytes);
  if (!(map instanceof Map) || map.size !== 6) return 'malformed';
  const municipality: unknown = map.get(ISS);
  const subjectId = uuidOf(map.get(SUB));
  const expires: unknown = map.get(EXP);
  const notBefore: unknown = map.get(NBF);
  const ticketId = uuidOf(map.get(CTI));
  const program: unknown = map.get(PROGRAM);
  if (typeof municipality !== 'string' || !/^\d{6}$/.test(municipality)) return 'malformed';
  if (subjectId === undefined || ticketId === undefined) return 'malformed';
  if (typeof expires !== 'number' || !Number.isSafeInteger(expires)) return 'malformed';
  if (typeof notBefore !== 'number' || !Number.isSafeInteger(notBefore)) return 'malformed';
  if (typeof program !== 'string') return 'malformed';
  const known = PROGRAMS.find((id) => id === program);
  if (known === undefined) return 'program-unknown';
  return { municipality, ticketId, subjectId, program: known, notBefore, expires };
};
