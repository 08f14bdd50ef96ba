import type { Choice } from '../../ui/choice.ts';
import type { Density } from '../view.ts';
import type { Offer } from './choices.ts';

/** More answers than these do not stand in a row. */
const ROW_MOST = 6;
/** More answers than these are not laid out as cards when the form asks for a list. */
const CARDS_MOST = 8;
/** Labels up to this length stand side by side. */
const SHORT_LABEL = 6;

const COLUMNS = [1, 2, 3, 4, 5] as const;
type Columns = (typeof COLUMNS)[number];

const countOf = ({ item, options }: Offer): number => (item.type === 'boolean' ? 2 : options.length);

/** Whether several answers may be chosen at once. */
export const isMany = ({ item }: Offer): boolean => item.repeats && !item.listed;

/** How the answers stand: as cards, in one compact row, or in a list to pull down. */
export const shapeOf = (offer: Offer, density: Density): 'cards' | 'row' | 'list' => {
  const { control } = offer.item;
  const count = countOf(offer);
  if (isMany(offer)) return 'cards';
  const isListed = control === 'drop-down';
  if (density === 'guardian') return isListed && count > CARDS_MOST ? 'list' : 'cards';
  if (isListed) return 'list';
  if (count <= ROW_MOST) return 'row';
  return control === 'radio-button' || control === 'atable' ? 'cards' : 'list';
};

/** How many cards stand side by side where there is room. */
export const columnsOf = (offer: Offer, choices: readonly Choice[], density: Density): Columns => {
  const { columns, orientation, control } = offer.item;
  const count = countOf(offer);
  const isAcross = orientation === 'horizontal' || control === 'atable';
  const wished = columns ?? (isAcross ? count : undefined);
  if (wished !== undefined) return COLUMNS.findLast((most) => most <= wished) ?? 1;
  if (orientation === 'vertical') return 1;
  if (density === 'staff') return 3;
  const isShort = choices.every(({ label, quiet }) => quiet === true || label.length <= SHORT_LABEL);
  return isShort && count <= 3 ? (count === 3 ? 3 : 2) : 1;
};
