import { createContext } from 'svelte';
import type { Tablet } from './Tablet.svelte.ts';

/** The tablet of this tab, set by the layout around its screens. */
export const [getTablet, setTablet] = createContext<Tablet>();
