import fhirpath from 'fhirpath';

/** The work of an evaluation went beyond its bounds. */
class BudgetExceeded extends Error {}

/**
 * Units of work that one evaluation may spend, about 0.1 µs each on one core of a desktop. One walk over all
 * `descendants()` of a response of 3,000 items takes 250,000; further ones of the same evaluation 25,000.
 */
const UNITS = 800_000;
const PER_STEP = 2;
const PER_CHARACTER = 1 / 8;
/** An element made by `children()` or `descendants()`. */
const PER_CHILD = 8;
const PER_WALK = 200;
/** Two elements compared, of which at least one collection holds plain values: the engine compares each with each. */
const PER_PAIR = 20;
const PER_COMPARED_PART = 6;
/** Decimals above have no use in health and make integer arithmetic slow. */
const LARGEST_NUMBER = 1e30;

/**
 * Counts the work of one evaluation and stops it, by an exception, where it is too much. The count depends on the
 * expression and the data alone, never on the speed of the machine.
 */
export class Budget {
  #left = UNITS;
  #repeated = 0;
  #repeatedPlain = false;

  spend(units: number): void {
    this.#left -= units;
    if (this.#left < 0) throw new BudgetExceeded();
  }

  /** One step of the evaluation gave this. */
  step(result: unknown, functionName: unknown): void {
    if (!Array.isArray(result)) return this.spend(PER_STEP);
    const perElement = functionName === 'children' ? PER_CHILD : 1;
    this.spend(PER_STEP + result.length * perElement);
    for (const value of result) {
      if (typeof value === 'string') this.spend(value.length * PER_CHARACTER);
      else if (typeof value === 'bigint') refuseAbove(Number(value));
      else if (value instanceof fhirpath.FP_Decimal) refuseAbove(value.toNumber());
    }
  }

  /** A collection was walked down to its last element. */
  walked(elements: readonly unknown[]): void {
    this.spend(PER_WALK + elements.length * PER_CHILD);
  }

  /** A collection is about to be compared, in the worst case each element in full with each other one. */
  weigh(collection: readonly unknown[]): void {
    this.spend(collection.length * collection.length * (collection.some(isPlainValue) ? PER_PAIR : 1));
    for (const element of collection) this.#weighElement(dataOf(element));
  }

  /** `repeat` found these, and compares them with all that it found before. */
  weighRepeated(found: readonly unknown[]): void {
    this.#repeated += found.length;
    this.#repeatedPlain ||= found.some(isPlainValue);
    if (this.#repeatedPlain) this.spend(found.length * this.#repeated * PER_PAIR);
    for (const element of found) this.#weighElement(dataOf(element));
  }

  #weighElement(element: unknown): void {
    this.spend(PER_COMPARED_PART + (typeof element === 'string' ? element.length * PER_CHARACTER : 0));
    if (typeof element !== 'object' || element === null || !isPlain(element)) return;
    for (const part of Object.values(element)) this.#weighElement(part);
  }
}

function refuseAbove(value: number): void {
  if (!(Math.abs(value) <= LARGEST_NUMBER)) throw new BudgetExceeded();
}

/** A value that the engine compares pair by pair: anything but a FHIR element. */
function isPlainValue(node: unknown): boolean {
  const data = dataOf(node);
  return typeof data !== 'object' || data === null || !isPlain(data);
}

function isPlain(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/** The JSON element inside a node of the engine, any other value as it is. */
export function dataOf(node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'parentResNode' in node && 'data' in node
    ? node.data
    : node;
}
