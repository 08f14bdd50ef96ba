import { stationsIn, stationsText } from './station-orders.ts';

/** What a step does with a station of an order. */
interface Moved {
  /** The order after it, as a text. */
  readonly order: string;
  readonly station: string;
  readonly to: 'up' | 'down';
}

/**
 * An order with one station a place further up or down.
 * @param order station ids with commas between
 * @param step `<station>:up` or `<station>:down`
 * @returns `undefined` where order or step name what is not there; the order as it was where there is no way on
 */
export const moveStation = (order: string, step: string): Moved | undefined => {
  const stations = stationsIn(order);
  const [station = '', to] = step.split(':');
  const at = stations?.findIndex((each) => each === station) ?? -1;
  if (stations === undefined || at === -1 || (to !== 'up' && to !== 'down')) return undefined;
  const other = to === 'up' ? at - 1 : at + 1;
  const [here, there] = [stations[at], stations[other]];
  if (here === undefined || there === undefined) return { order, station, to };
  return { order: stationsText(stations.with(at, there).with(other, here)), station, to };
};
