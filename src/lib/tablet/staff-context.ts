import { loadedMessages } from '../i18n/messages.ts';
import { getTablet } from './context.ts';
import type { Tablet } from './Tablet.svelte.ts';

/** The tablet of this tab, with the staff's words. Every screen that begins something for staff asks for it so. */
export const getStaffTablet = (): Tablet => {
  const tablet = getTablet();
  tablet.words.bring(loadedMessages('ja'));
  return tablet;
};
