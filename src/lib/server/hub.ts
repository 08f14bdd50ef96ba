import { instantOf } from './instant.ts';
import { uuidFromBytes, uuidV7 } from '../contract/ids.ts';
import type { PinKdf } from '../contract/people.ts';
import type { ProgramId } from '../domain/program.ts';
import type { Bytes } from '../crypto/bytes.ts';
import type { FormParts } from './forms/form-parts.ts';
import type { FormShelf } from './forms/form-shelf.ts';
import type { IntakeQueue } from './intake/intake-queue.ts';
import type { AtRest } from './keys/at-rest.ts';
import type { Keyring } from './keys/keyring.ts';
import type { VerifyKeys } from './keys/verify-keys.ts';
import type { Log } from './log.ts';
import type { RateLimit } from './rate-limit.ts';
import type { HubStore } from './store/hub-store.ts';

/** Everything the hub's parts work with. Built in `compose.ts`, and only there. */
export interface Hub {
  readonly version: string;
  readonly store: HubStore;
  readonly keys: Keyring;
  /** Public keys of devices and staff, ready for use. */
  readonly deviceKeys: VerifyKeys;
  /** Where everything that tablets deliver is written down. */
  readonly intake: IntakeQueue;
  readonly atRest: AtRest;
  readonly forms: FormShelf;
  /** The signed texts of forms, as tablets fetch them. */
  readonly formParts: FormParts;
  /** The kinds of checkup whose forms it publishes. */
  readonly programs: readonly ProgramId[];
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: (length: number) => Bytes;
  /** How slow a PIN is made, for PINs set from now on. */
  readonly pinCost: Omit<PinKdf, 'salt'>;
  /** PBKDF2 iterations of typed codes, for shifts made from now on. */
  readonly codeIterations: number;
  /** Wrong enrolment codes and wrong sign-ins, per address; wrong recovery codes, per tablet. */
  readonly limits: {
    readonly enrolment: RateLimit;
    readonly signIn: RateLimit;
    readonly recovery: RateLimit;
  };
  close(): Promise<void>;
}

/** The hub's clock as an instant. */
export const hubTime = (hub: Pick<Hub, 'now'>): string => instantOf(hub.now());

/** An id that sorts by time: rows that are made in order. */
export const newId = (hub: Pick<Hub, 'now' | 'random'>): string => uuidV7(hub.now(), hub.random(10));

/** An id that says nothing, not even when it was made: subjects and tickets. */
export const newOpaqueId = (hub: Pick<Hub, 'random'>): string => uuidFromBytes(hub.random(16), 4);
