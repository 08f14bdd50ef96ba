import type { ProgramId, SectionId } from '../../domain/program.ts';
import type { InstantText } from './columns.ts';

/** The municipality's own items of a section: a Questionnaire's JSON. */
export interface OwnItemsTable {
  program: ProgramId;
  section: SectionId;
  questionnaire: string;
  added_at: InstantText;
}

/** What a municipality set for one clinical rule, JSON. */
export interface RuleSettingTable {
  municipality: string;
  rule: string;
  setting: string;
  set_at: InstantText;
}

/** The ages at which a municipality gives a checkup. */
export interface ProgramWindowTable {
  municipality: string;
  program: ProgramId;
  /** In the program's unit; where there are `spans`, bounds that hold them all. */
  from_bound: number;
  end_bound: number;
  set_at: InstantText;
  /** JSON array of `{unit, from, end}`; null: the bounds are all there is. */
  spans: string | null;
}

/** The order of a program's stations in a municipality: a JSON array of station ids, the reception left out. */
export interface StationOrderTable {
  municipality: string;
  program: ProgramId;
  stations: string;
  set_at: InstantText;
}
