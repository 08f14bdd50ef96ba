/** How much of a row is run. */
export interface FaultRun {
  /** Tries to make. */
  readonly count: number;
  /** Every choice of the run follows from it. */
  readonly seed: number;
  /** The long run that nobody waits for. */
  readonly full: boolean;
  /** The one try to make, counted from 0, to see it again; all of them when absent. `count` is then 1. */
  readonly only?: number;
  /** The number of the first try, where a run is made in parts; from 0. */
  readonly first?: number;
  /** Path of a Chromium; rows that need none ignore it. */
  readonly browser: string;
  /** Says how far the run is, now and then. */
  readonly note: (text: string) => void;
}

/** What must be 0 in every row, and what was counted. */
export interface FaultFigures {
  /** Tries made; fewer than asked is a failure of the row. */
  readonly tries: number;
  /** Acknowledged on screen or by receipt, and gone. */
  readonly lost: number;
  readonly duplicates: number;
  readonly undecryptable: number;
  /** 保存済み was shown and the bytes were not there. */
  readonly falseSaved: number;
  readonly canariesFound: number;
  readonly forgeriesAccepted: number;
  /** Answers of the hub from 500 on that the fault itself did not make. */
  readonly hubErrors: number;
  /** What else was counted, by its words in the table. */
  readonly counted: Readonly<Record<string, number | string>>;
  /** One line for each thing that went wrong, with what is needed to see it again. */
  readonly failures: readonly string[];
}

/** One row of the fault table. */
export interface FaultRow {
  /** What it is called on the command line. */
  readonly name: string;
  /** What the table says. */
  readonly title: string;
  readonly tries: { readonly ci: number; readonly full: number };
  readonly needsBrowser: boolean;
  readonly run: (run: FaultRun) => Promise<FaultFigures>;
}

/** Figures with nothing wrong. */
export const NO_FAULT: Omit<FaultFigures, 'tries'> = {
  lost: 0,
  duplicates: 0,
  undecryptable: 0,
  falseSaved: 0,
  canariesFound: 0,
  forgeriesAccepted: 0,
  hubErrors: 0,
  counted: {},
  failures: [],
};
