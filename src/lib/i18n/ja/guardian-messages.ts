import { everywhere, type EverywhereMessages } from './everywhere.ts';
import { form, type FormMessages } from './form.ts';
import { kiosk, type KioskMessages } from './kiosk.ts';
import { problems, type ProblemMessages } from './problems.ts';

/** The words guardians' screens need; kept apart so that those screens load nothing else. */
export interface GuardianMessages {
  readonly common: EverywhereMessages;
  readonly kiosk: KioskMessages;
  readonly form: FormMessages;
  /** The guardian's sentence for every problem code. */
  readonly problems: ProblemMessages;
}

export const guardianMessages: GuardianMessages = { common: everywhere, kiosk, form, problems };
