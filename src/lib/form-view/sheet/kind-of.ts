import type { FormItem } from '../../forms/form.ts';
import { shapeOf } from '../items/choice-shape.ts';
import type { Density } from '../view.ts';
import { choiceCards } from './choice-cards.ts';
import { dateBoxes } from './date-boxes.ts';
import { displayText } from './display-text.ts';
import { dropDown } from './drop-down.ts';
import { groupBox } from './group-box.ts';
import { numberBox } from './number-box.ts';
import type { Kind } from './pen.ts';
import { segmentedRow } from './segmented-row.ts';
import { textBox } from './text-box.ts';

const SHAPES = { cards: choiceCards, row: segmentedRow, list: dropDown } as const;

/** How a common item is drawn. */
export const kindOf = (item: FormItem, density: Density): Kind => {
  switch (item.type) {
    case 'group':
      return groupBox;
    case 'display':
      return displayText;
    case 'boolean':
    case 'choice':
      return SHAPES[shapeOf({ item, options: item.options }, density)];
    case 'date':
      return dateBoxes;
    case 'string':
    case 'text':
    case 'url':
      return textBox;
    default:
      return numberBox;
  }
};
