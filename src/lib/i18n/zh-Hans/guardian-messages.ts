import type { GuardianMessages } from '../ja/guardian-messages.ts';
import { everywhere } from './everywhere.ts';
import { form } from './form.ts';
import { kiosk } from './kiosk.ts';
import { problems } from './problems.ts';

export const guardianMessages: GuardianMessages = { common: everywhere, kiosk, form, problems };
