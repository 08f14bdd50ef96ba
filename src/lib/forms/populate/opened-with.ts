import type { CompiledForm, LaunchContext } from '../form.ts';
import { isJsonObject, type JsonObject, own } from '../json-object.ts';
import { type BundleResources, referenceTo, resolved, resourcesOf } from './bundle-resources.ts';
import { Observations } from './observations.ts';
import type { PopulationIssue } from './population-issue.ts';

/** What a form is opened with. */
export interface Sources {
  /** Resources by the name under which expressions find them. */
  readonly resources: Readonly<Record<string, unknown>>;
  /** A FHIR Bundle: launch contexts that `resources` does not name, and Observations. */
  readonly bundle?: unknown;
}

/** The same, looked through. */
export interface OpenedWith {
  readonly resources: Readonly<Record<string, unknown>>;
  /** Undefined where there are none that could be used. */
  readonly observations: Observations | undefined;
}

const typeOf = (resource: unknown): unknown =>
  isJsonObject(resource) ? own(resource, 'resourceType') : undefined;

const NOTHING: BundleResources = { resources: [], byReference: new Map() };

/** The resource of the bundle that a launch context can only mean. */
const contextFrom = (
  { name, types }: LaunchContext,
  { resources }: BundleResources,
  report: (issue: PopulationIssue) => void,
): JsonObject | undefined => {
  const fitting = resources.filter((resource) => types.some((type) => type === typeOf(resource)));
  const [only, second] = fitting;
  if (only !== undefined && second === undefined) return only;
  const code = only === undefined ? 'launch-context-missing' : 'launch-context-ambiguous';
  report({ severity: 'warning', code, name });
  return undefined;
};

/** Every subject that some Observation of the bundle is about. */
const subjectsIn = ({ resources }: BundleResources): ReadonlySet<string> =>
  new Set(
    resources.flatMap((resource) => {
      const subject = typeOf(resource) === 'Observation' ? own(resource, 'subject') : undefined;
      const reference = isJsonObject(subject) ? own(subject, 'reference') : undefined;
      return typeof reference === 'string' ? reference : [];
    }),
  );

const isPatient = (each: unknown): each is JsonObject => isJsonObject(each) && typeOf(each) === 'Patient';

/** The patient that the form is about: the one named so, the only one named, or the only one there is. */
const patientOf = (
  bundle: BundleResources,
  named: Readonly<Record<string, unknown>>,
): { readonly patient: JsonObject | undefined; readonly isOpen: boolean } => {
  const called = Object.hasOwn(named, 'patient') ? named['patient'] : undefined;
  if (isPatient(called)) return { patient: called, isOpen: false };
  const given = Object.values(named).filter(isPatient);
  const [only, second] = given.length > 0 ? given : bundle.resources.filter(isPatient);
  return { patient: second === undefined ? only : undefined, isOpen: second !== undefined };
};

/** Tells whether a subject is the one the form is about; undefined when that is not known. */
const subjectTest = (
  bundle: BundleResources,
  named: Readonly<Record<string, unknown>>,
): ((subject: unknown) => boolean) | undefined => {
  const { patient, isOpen } = patientOf(bundle, named);
  const textOf = (subject: unknown): unknown =>
    isJsonObject(subject) ? own(subject, 'reference') : undefined;
  if (patient !== undefined) {
    const reference = referenceTo(patient);
    return (subject) => {
      const text = textOf(subject);
      if (typeof text !== 'string') return false;
      if (resolved(subject, bundle) === patient || text === reference) return true;
      return reference !== undefined && text.endsWith(`/${reference}`);
    };
  }
  const subjects = subjectsIn(bundle);
  if (isOpen || subjects.size !== 1) return undefined;
  return (subject) => {
    const text = textOf(subject);
    return typeof text === 'string' && subjects.has(text);
  };
};

/** Whether some item is filled from Observations. */
const usesObservations = ({ extraction, items }: CompiledForm): boolean =>
  extraction?.linkPeriodMs !== undefined || items.some((item) => item.extraction?.linkPeriodMs !== undefined);

/** Finds launch contexts and Observations. What cannot be told apart is not used, and reported. */
export const openedWith = (
  form: CompiledForm,
  { resources, bundle }: Sources,
  report: (issue: PopulationIssue) => void,
): OpenedWith => {
  const found = bundle === undefined ? NOTHING : resourcesOf(bundle);
  if (found === undefined) report({ severity: 'error', code: 'not-a-bundle' });
  const inside = found ?? NOTHING;
  const named: Record<string, unknown> = { ...resources };
  for (const context of form.launchContexts) {
    if (Object.hasOwn(named, context.name)) continue;
    const resource = contextFrom(context, inside, report);
    if (resource !== undefined)
      Object.defineProperty(named, context.name, { value: resource, enumerable: true });
  }
  if (!usesObservations(form) || subjectsIn(inside).size === 0)
    return { resources: named, observations: undefined };
  const isAbout = subjectTest(inside, named);
  if (isAbout === undefined) report({ severity: 'warning', code: 'subject-unknown' });
  return {
    resources: named,
    observations: isAbout === undefined ? undefined : new Observations(inside, isAbout),
  };
};
