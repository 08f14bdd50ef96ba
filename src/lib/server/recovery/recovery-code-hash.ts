import type { Hub } from '../hub.ts';

/** What is kept of a recovery code: a keyed hash that holds for this person only. */
export const recoveryCodeHash = ({ atRest }: Pick<Hub, 'atRest'>, staffId: string, code: string): string =>
  atRest.mac(`${staffId}\n${code}`, 'recovery-code');
