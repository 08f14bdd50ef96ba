import type Child from './Child.svelte';
import type Section from './Section.svelte';

/** The screens behind the board: fetched while staff pick their name and look at it. */
export const childScreen = (): Promise<{ readonly default: typeof Child }> => import('./Child.svelte');
export const sectionScreen = (): Promise<{ readonly default: typeof Section }> => import('./Section.svelte');
