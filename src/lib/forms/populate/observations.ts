import type { Coding } from '../answer-types.ts';
import { isJsonObject, type JsonObject, jsonObjects, own } from '../json-object.ts';
import { type BundleResources, resolved } from './bundle-resources.ts';
import { spanOf, type TimeSpan } from './time-span.ts';

/** An Observation, or a component of one. */
export interface Measured {
  /** The element that has `code` and `value[x]`. */
  readonly json: JsonObject;
  /** The Observation it is, or is part of. */
  readonly resource: JsonObject;
  readonly when: TimeSpan;
}

const STATUS: readonly unknown[] = ['final', 'amended', 'corrected'];

const codeKey = (system: unknown, code: unknown): string => JSON.stringify([system ?? '', code]);

/** The time that an Observation is about. */
const whenOf = (observation: JsonObject): TimeSpan | undefined => {
  const period = own(observation, 'effectivePeriod');
  const ends = isJsonObject(period) ? (own(period, 'end') ?? own(period, 'start')) : undefined;
  return spanOf(own(observation, 'effectiveDateTime') ?? own(observation, 'effectiveInstant') ?? ends);
};

const codeKeys = (measured: JsonObject): readonly string[] => {
  const code = own(measured, 'code');
  const codings = isJsonObject(code) ? jsonObjects(own(code, 'coding')) : [];
  return codings.map((coding) => codeKey(own(coding, 'system'), own(coding, 'code')));
};

/** The only `value[x]` of an element; undefined when it has none. */
export const valueOf = (measured: JsonObject): unknown => {
  const key = Object.keys(measured).find((each) => /^value[A-Z]/.test(each) && measured[each] !== undefined);
  return key === undefined ? undefined : measured[key];
};

/**
 * The Observations that may fill a form: final, amended or corrected, about the subject alone, with a time.
 * Source: SDC, observation-based population (http://hl7.org/fhir/uv/sdc/populate.html).
 */
export class Observations {
  readonly #bundle: BundleResources;
  readonly #isAbout: (subject: unknown) => boolean;
  readonly #byCode = new Map<string, Measured[]>();

  constructor(bundle: BundleResources, isAbout: (subject: unknown) => boolean) {
    this.#bundle = bundle;
    this.#isAbout = isAbout;
    for (const resource of bundle.resources) {
      const measured = this.#measured(resource);
      for (const key of measured === undefined ? [] : codeKeys(resource)) {
        const same = this.#byCode.get(key);
        if (measured === undefined) continue;
        if (same === undefined) this.#byCode.set(key, [measured]);
        else same.push(measured);
      }
    }
  }

  /**
   * Those with one of the codes, the latest first.
   * @param span bounds of their time, inclusive, in milliseconds
   * @param within only these are looked at
   */
  find(codes: readonly Coding[], span: TimeSpan, within?: readonly Measured[]): readonly Measured[] {
    const keys = new Set(codes.map(({ system, code }) => codeKey(system, code)));
    const all =
      within === undefined
        ? [...keys].flatMap((key) => this.#byCode.get(key) ?? [])
        : within.filter(({ json }) => codeKeys(json).some((key) => keys.has(key)));
    return [...new Set(all)]
      .filter(({ when }) => when.to >= span.from && when.from <= span.to)
      .sort((left, right) => right.when.from - left.when.from);
  }

  /** The parts of an Observation: its components and the members it names. */
  partsOf({ resource, when }: Measured): readonly Measured[] {
    const components = jsonObjects(own(resource, 'component')).map((json) => ({ json, resource, when }));
    const members = jsonObjects(own(resource, 'hasMember')).flatMap((reference) => {
      const member = resolved(reference, this.#bundle);
      return (member === undefined ? undefined : this.#measured(member)) ?? [];
    });
    return [...components, ...members];
  }

  #measured(resource: JsonObject): Measured | undefined {
    if (own(resource, 'resourceType') !== 'Observation') return undefined;
    if (!STATUS.includes(own(resource, 'status')) || own(resource, 'modifierExtension') !== undefined)
      return undefined;
    const subject = own(resource, 'subject');
    if (!this.#isAbout(subject)) return undefined;
    if (!jsonObjects(own(resource, 'focus')).every((focus) => this.#isAbout(focus))) return undefined;
    const when = whenOf(resource);
    return when === undefined ? undefined : { json: resource, resource, when };
  }
}
