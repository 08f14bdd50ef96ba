import type { DrawnLabel } from './label.ts';

/** One answer to choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** The label drawn with form, where it is. */
  readonly drawn?: DrawnLabel;
  readonly hint?: string | undefined;
  /** Chosen alone: takes the others back, and any other takes it back. */
  readonly exclusive?: boolean;
  /** Stands apart and quieter, below the others. */
  readonly quiet?: boolean;
  /** Drawn as something to look at when chosen. */
  readonly attention?: boolean;
}

/** The chosen values after one was switched, in the order of the choices. */
export const toggled = (
  choices: readonly Choice[],
  chosen: readonly string[],
  value: string,
  kind: 'one' | 'many',
): readonly string[] => {
  if (kind === 'one') return [value];
  if (chosen.includes(value)) return chosen.filter((other) => other !== value);
  const isAlone = (of: string): boolean => choices.find((choice) => choice.value === of)?.exclusive === true;
  if (isAlone(value)) return [value];
  const kept = new Set([...chosen.filter((other) => !isAlone(other)), value]);
  return choices.map((choice) => choice.value).filter((other) => kept.has(other));
};

/** The choice a digit key 1–9 stands for; `undefined` for other keys, for modifiers and inside text fields. */
export const choiceOfKey = (choices: readonly Choice[], event: KeyboardEvent): Choice | undefined => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) {
    return undefined;
  }
  const field = event.target;
  const isText =
    field instanceof HTMLTextAreaElement ||
    (field instanceof HTMLInputElement && field.type !== 'radio' && field.type !== 'checkbox');
  return isText ? undefined : choices[Number(event.key) - 1];
};

/** Width of a label in full-width characters; Latin letters and digits count half. */
export const labelWidth = (label: string): number =>
  Array.from(label).reduce((width, character) => width + (/[ -~]/.test(character) ? 0.5 : 1), 0);
