import type { GuardianMessages } from '../ja/guardian-messages.ts';
import { common } from './common.ts';
import { form } from './form.ts';
import { kiosk } from './kiosk.ts';
import { problems } from './problems.ts';

export const guardianMessages: GuardianMessages = { common, kiosk, form, problems };
