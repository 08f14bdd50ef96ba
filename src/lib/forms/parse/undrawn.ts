import type { Captions, FormItem } from '../form.ts';
import type { FormElement } from './form-element.ts';
import { hasQuestions } from '../run/pages.ts';
import { controlPath } from './presentation.ts';

const NUMBERS: ReadonlySet<FormItem['type']> = new Set(['integer', 'decimal', 'quantity']);
const CHOICES: ReadonlySet<FormItem['type']> = new Set(['choice', 'boolean']);

/** Whether the layouts show a caption: help, prompt and flyover stand at every item. */
const isCaptionDrawn = (
  role: keyof Captions,
  { type, control, captions, unit, units }: FormItem,
): boolean => {
  if (role === 'lower' || role === 'upper') {
    return control === 'slider' || (CHOICES.has(type) && control !== 'autocomplete');
  }
  if (role !== 'unit') return true;
  // A number says its own unit.
  return (
    NUMBERS.has(type) && units.length === 0 && (unit === undefined || unit.display === captions.unit?.ja)
  );
};

/** Whether a group is drawn in the shape it asks for. */
const isShapeDrawn = (item: FormItem): boolean => {
  const { control, listed, children } = item;
  switch (control) {
    case 'gtable':
      return listed;
    case 'grid':
      return listed || children.every(({ type }) => type === 'group');
    case 'table':
      return listed || children.some(({ type }) => CHOICES.has(type));
    case 'htable':
      return !listed && children.some(({ type }) => CHOICES.has(type));
    case 'header':
    case 'footer':
      return !hasQuestions(item);
    default:
      return true;
  }
};

/**
 * Tells, by warnings, of what an item asks of its look and no layout draws: it can be answered without.
 * @param captions the elements of its captions
 */
export const warnOfUndrawn = (
  element: FormElement,
  item: FormItem,
  captions: ReadonlyMap<keyof Captions, FormElement>,
): void => {
  const { reading } = element;
  for (const [role, caption] of captions) {
    if (!isCaptionDrawn(role, item)) reading.warning('extension-unsupported', controlPath(caption));
  }
  const { type, control, parent, children } = item;
  const isFrame = control === 'header' || control === 'footer';
  const isOdd = type === 'group' && children.length > 0 && !isShapeDrawn(item);
  if (isOdd || (isFrame && parent !== undefined)) {
    reading.warning('extension-unsupported', controlPath(element));
  }
};
