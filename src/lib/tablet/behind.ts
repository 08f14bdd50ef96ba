import type { Outcome } from '../contract/problem.ts';
import type { OutboxRunner } from '../sync/outbox-runner.ts';
import type { UnlockedSession } from './vault.ts';

/** What goes on behind the screens, as the tablet asks for it. */
export interface Behind {
  /** Puts this tablet into service with a one-time code, and fetches its first bundle. */
  setUp(code: string, label: string): Promise<Outcome<void>>;
  /** Lets in again who is locked out, with a one-time code of an administrator. Needs the network. */
  recover(staffId: string, code: string): Promise<Outcome<void>>;
  /** Fetches the day bundle. Without network the one at hand stays. */
  refresh(): Promise<Outcome<void>>;
  /** The queue is tried now. */
  kick(reason: Parameters<OutboxRunner['kick']>[0]): void;
  /** Puts a record that was set aside back into the queue. */
  resend(revisionId: string): Promise<Outcome<void>>;
  checkForUpdate(): Promise<void>;
  applyUpdate(): Promise<boolean>;
  /** A form that was open in this tab is closed. */
  formClosed(): void;
  /** Looks after what is stored, as often as is due. */
  keepSafe(): Promise<void>;
  /** Looks at what only unlocked staff can look into. */
  checkUnlocked(session: UnlockedSession): Promise<void>;
}
