import { createContext, onMount } from 'svelte';
import type { GuardianMessages } from '../i18n/guardian-messages.ts';
import { setUiWords } from '../ui/words.ts';
import type { FormState } from './FormState.svelte.ts';
import { PressGate } from './PressGate.ts';

/** How a form is drawn: one question after the other with large targets, or dense with everything in view. */
export type Density = 'guardian' | 'staff';

/** What every item of a form on screen shares. Read its fields where they are used: they follow the language. */
export interface FormView {
  readonly form: FormState;
  readonly words: GuardianMessages;
  readonly density: Density;
  readonly press: PressGate;
}

const [formView, setFormView] = createContext<FormView>();

/** The form this component is drawn in. */
export { formView };

/** What a layout is given, as its props. */
interface Shown {
  readonly form: FormState;
  readonly words: GuardianMessages;
}

/** Called by a layout while it is made: gives the components below their form and their words. */
export const provideFormView = (density: Density, shown: () => Shown): void => {
  const press = new PressGate();
  onMount(() => press.watch());
  setFormView({
    get form() {
      return shown().form;
    },
    get words() {
      return shown().words;
    },
    density,
    press,
  });
  setUiWords(() => shown().words.common.ui);
};
