import type RescueBox from '../RescueBox.svelte';

/** What staff need when a family's answers cannot be saved; fetched while everything is well. */
export const rescueBox = (): Promise<{ readonly default: typeof RescueBox }> => import('../RescueBox.svelte');
