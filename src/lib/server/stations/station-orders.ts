import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { STATION_TABLE } from '../../catalog/stations.ts';
import type { ProgramId } from '../../domain/program.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { isStationOrder, placedStations, STATIONS, type StationId } from '../../domain/station.ts';
import { textIn } from '../../forms/text.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import type { Db } from '../store/hub-store.ts';
import { listStationOrders, putStationOrder, removeStationOrder } from '../store/station-orders.ts';

/** The orders a municipality set, by program. */
type StationOrders = Readonly<Partial<Record<ProgramId, readonly StationId[]>>>;

interface Place {
  readonly municipality: string;
  readonly program: ProgramId;
}

/**
 * Why an order was not changed: `not-an-order` when it is not every station of the program once, `changed-since`
 * somebody looked, or `nothing-set` to go back from.
 */
export type StationsRefusal = 'not-an-order' | 'changed-since' | 'nothing-set';

/** The stations a text names, with commas between; `undefined` where one is none. */
export const stationsIn = (text: string): readonly StationId[] | undefined => {
  const found = text.split(',').map((name) => STATIONS.find((each) => each === name.trim()));
  return found.every((station) => station !== undefined) ? found : undefined;
};

/** The stations of an order as a text. */
export const stationsText = (order: readonly StationId[]): string => order.join(',');

/** Such a text in Japanese: 問診 → 計測. */
export const stationsInWords = (text: string): string =>
  (stationsIn(text) ?? []).map((station) => textIn(STATION_TABLE[station].title, 'ja')).join(' → ');

/** The order that a program has by itself. [SO1] */
export const usualOrder = (program: ProgramId): readonly StationId[] =>
  placedStations(PROGRAM_TABLE[program].stations);

/** The orders a municipality set; empty where it set none. Such as no longer fit the program are left out. [SO2] */
export const stationOrdersOf = async (db: Db, municipality: string): Promise<StationOrders> =>
  Object.fromEntries(
    (await listStationOrders(db, municipality)).flatMap(({ program, stations }) => {
      const listed = JSON.parse(stations) as readonly string[];
      const order = stationsIn(listed.join(','));
      return order !== undefined && isStationOrder(PROGRAM_TABLE[program].stations, order)
        ? [[program, order]]
        : [];
    }),
  );

/** What somebody saw who is about to change an order: the order that was set, or that none was. */
export const stationsMark = (own: readonly StationId[] | undefined): string =>
  own === undefined ? '' : stationsText(own);

/**
 * Sets the order of a program's stations in a municipality. Tablets get it with their next list.
 * @param order every station of the program once, the reception left out; the usual order is kept like any other
 * @param seen the {@link stationsMark} of what is to be changed; left out, whatever is there is
 * @returns why nothing is changed, if so [SO2]
 */
export const setStationOrder = async (
  hub: Hub,
  actor: Actor,
  { municipality, program }: Place,
  order: readonly StationId[],
  seen?: string,
): Promise<Result<undefined, StationsRefusal>> => {
  if (!isStationOrder(PROGRAM_TABLE[program].stations, order)) return err('not-an-order');
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    const own = (await stationOrdersOf(tx, municipality))[program];
    if (seen !== undefined && seen !== stationsMark(own)) return err('changed-since');
    await putStationOrder(tx, { municipality, program, stations: JSON.stringify(order), set_at: at });
    await appendAudit(tx, {
      at,
      municipality,
      actor,
      action: 'stations-set',
      target: program,
      detail: { before: stationsText(own ?? usualOrder(program)), after: stationsText(order) },
    });
    return ok(undefined);
  });
};

/** Goes back to a program's usual order. @param seen as in {@link setStationOrder} */
export const resetStationOrder = async (
  hub: Hub,
  actor: Actor,
  { municipality, program }: Place,
  seen?: string,
): Promise<Result<undefined, StationsRefusal>> => {
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    const own = (await stationOrdersOf(tx, municipality))[program];
    if (seen !== undefined && seen !== stationsMark(own)) return err('changed-since');
    if (own === undefined) return err('nothing-set');
    await removeStationOrder(tx, municipality, program);
    await appendAudit(tx, {
      at,
      municipality,
      actor,
      action: 'stations-reset',
      target: program,
      detail: { before: stationsText(own), after: stationsText(usualOrder(program)) },
    });
    return ok(undefined);
  });
};
