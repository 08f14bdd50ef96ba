import { createContext, onMount } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { RichSource } from '../forms/form.ts';
import type { ItemNode } from '../forms/run/tree.ts';
import type { GuardianMessages } from '../i18n/guardian-messages.ts';
import type { Label } from '../ui/label.ts';
import { setUiWords } from '../ui/words.ts';
import type { FormState } from './FormState.svelte.ts';
import { PressGate } from './PressGate.ts';
import type { RareKind } from './rare/rare-kind.ts';
import type { RareControl } from './rare/rare-props.ts';
import type { ReadAloud } from './read-aloud/ReadAloud.svelte.ts';

/** How a form is drawn: one question after the other with large targets, or dense with everything in view. */
export type Density = 'guardian' | 'staff';

/** A text of a form that is to be drawn with form. */
export interface LabelSource {
  /** What is shown where it cannot be drawn: the text in the language of now, with what stands before it. */
  readonly text: string;
  /** The author's part of `text`. */
  readonly words: string;
  readonly rich: RichSource;
  /** BCP 47 tag the words are in. */
  readonly language: string;
  /** The words are those of the form's own language, not a translation. */
  readonly isBase: boolean;
  /** The Japanese that is to stand beneath. */
  readonly beside: string | undefined;
}

/** What is fetched only for forms that need it. */
export interface RareParts {
  /** All of it is there. */
  readonly ready: boolean;
  /** Something could not be fetched. */
  readonly failed: boolean;
  /** Undefined until it is there. */
  control(kind: RareKind): RareControl | undefined;
  label(source: LabelSource): Label;
  readonly reader: ReadAloud | undefined;
}

/** Draws items at a price near that of their elements. */
export interface BelowDrawer {
  /** Draws what stands below an item at the end of an element, as long as that is on the page. */
  below(node: ItemNode): Attachment<HTMLElement>;
}

/** What every item of a form on screen shares. Read its fields where they are used: they follow the language. */
export interface FormView {
  readonly form: FormState;
  readonly words: GuardianMessages;
  readonly density: Density;
  /** Under the heading that a layout has above groups: a page's question is an `h1`, a section's name an `h2`. */
  readonly groupTag: 'h2' | 'h3';
  /** Japanese stands beneath another language. */
  readonly beside: boolean;
  readonly press: PressGate;
  readonly rare: RareParts;
  /** What draws below the components of a layout; where there is none, they do it themselves. */
  readonly sheet: BelowDrawer | undefined;
}

const [formView, setFormView] = createContext<FormView>();

/** The form this component is drawn in. */
export { formView };

/** What a layout is given, as its props. */
interface Shown {
  readonly form: FormState;
  readonly words: GuardianMessages;
  readonly beside?: boolean;
  readonly sheet?: () => BelowDrawer;
}

/** Called by a layout while it is made: gives the components below their form, their words and their controls. */
export const provideFormView = (
  density: Density,
  rare: RareParts,
  shown: () => Shown,
  groupTag: FormView['groupTag'] = 'h3',
): void => {
  const press = new PressGate();
  onMount(() => press.watch());
  setFormView({
    get form() {
      return shown().form;
    },
    get words() {
      return shown().words;
    },
    get beside() {
      return shown().beside ?? false;
    },
    get sheet() {
      return shown().sheet?.();
    },
    density,
    groupTag,
    press,
    rare,
  });
  setUiWords(() => shown().words.common.ui);
};
