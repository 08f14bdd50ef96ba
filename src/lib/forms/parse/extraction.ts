import { STANDARD_EXTENSION } from '../extensions.ts';
import type { Expression } from '../expression/expression.ts';
import {
  type EntryExpressions,
  type ItemExtraction,
  OBSERVATION_RELATIONS,
  type ObservationRelation,
  type ResourceExtraction,
} from '../item-extraction.ts';
import { codingsOf } from './coding-of.ts';
import { compileText, readOne } from './expressions.ts';
import type { FormElement } from './form-element.ts';

const {
  observationExtract,
  observationExtractCategory,
  itemExtractionContext,
  definitionExtract,
  definitionExtractValue,
  observationLinkPeriod,
} = STANDARD_EXTENSION;

const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire';

/** On a question: how the entry of its Observation is named and written. */
const OBSERVATION_EXTRACT_ENTRY = `${SDC}-observationExtractEntry`;

/** On the form or an item: `valueString`, a name under which expressions find a new UUID. */
const EXTRACT_ALLOCATE_ID = `${SDC}-extractAllocateId`;

/** Where the core resource types and data types are defined. */
export const CORE_DEFINITION = 'http://hl7.org/fhir/StructureDefinition/';

const ALL: ReadonlySet<string> = new Set([
  observationExtract,
  observationExtractCategory,
  itemExtractionContext,
  definitionExtract,
  definitionExtractValue,
  observationLinkPeriod,
  OBSERVATION_EXTRACT_ENTRY,
  EXTRACT_ALLOCATE_ID,
]);

/** An expression written as a plain text, in an extension of this name. */
const readTextual = (element: FormElement, name: string): Expression | undefined =>
  element.extension(name, (extension) => {
    const text = extension.string('valueString');
    if (text === undefined) return undefined;
    const compiled = compileText(extension, text, 'comfort');
    return { text, name: undefined, path: extension.path, compiled };
  });

const readEntry = (element: FormElement): EntryExpressions => ({
  fullUrl: readTextual(element, 'fullUrl'),
  resourceId: readTextual(element, 'resourceId'),
  ifNoneMatch: readTextual(element, 'ifNoneMatch'),
  ifModifiedSince: readTextual(element, 'ifModifiedSince'),
  ifMatch: readTextual(element, 'ifMatch'),
  ifNoneExist: readTextual(element, 'ifNoneExist'),
});

const NO_ENTRY: EntryExpressions = {
  fullUrl: undefined,
  resourceId: undefined,
  ifNoneMatch: undefined,
  ifModifiedSince: undefined,
  ifMatch: undefined,
  ifNoneExist: undefined,
};

/** The resource type that the earlier form names. One that a query finds cannot be told here. */
const readContext = (element: FormElement): readonly ResourceExtraction[] => {
  const [extension] = element.extensions(itemExtractionContext);
  const code = element.extension(itemExtractionContext, (context) => {
    if (context.peek('valueExpression') === undefined) return context.string('valueCode');
    element.reading.warning('extension-unsupported', context.path);
    context.leave(['valueExpression']);
    return '';
  });
  if (extension === undefined || code === undefined || code === '') return [];
  return [{ definition: `${CORE_DEFINITION}${code}`, entry: NO_ENTRY, path: extension.path }];
};

const readResources = (element: FormElement): readonly ResourceExtraction[] =>
  element.extensions(definitionExtract).flatMap((extension) => {
    const definition = extension.extension(
      'definition',
      (inner) => inner.string('valueCanonical') ?? inner.string('valueUri'),
    );
    const entry = readEntry(extension);
    extension.close();
    if (definition !== undefined) return [{ definition, entry, path: extension.path }];
    element.reading.error('value-invalid', extension.path);
    return [];
  });

const readObservationEntry = (element: FormElement): EntryExpressions | undefined => {
  const [first, second] = element.extensions(OBSERVATION_EXTRACT_ENTRY);
  if (second !== undefined) element.reading.error('value-invalid', second.path);
  const entry = first === undefined ? undefined : readEntry(first);
  first?.close();
  return entry;
};

const readAllocates = (element: FormElement): readonly string[] =>
  element.extensions(EXTRACT_ALLOCATE_ID).flatMap((extension) => {
    const name = extension.string('valueString');
    extension.close();
    if (name === undefined) element.reading.error('value-invalid', extension.path);
    return name ?? [];
  });

const readValues = (element: FormElement): ItemExtraction['values'] =>
  element.extensions(definitionExtractValue).flatMap((value) => {
    const { path } = value;
    const definition = value.extension('definition', (extension) => extension.string('valueUri'));
    let suffix: string | undefined;
    const fixed = value.extension('fixed-value', (extension) => {
      const key = VALUE_KEYS.find((each) => extension.peek(each) !== undefined);
      suffix = key?.slice('value'.length);
      return key === undefined ? undefined : extension.take(key);
    });
    const hasExpression = value.extensions('expression').length > 0;
    const expression = hasExpression ? readOne(value, 'expression', 'comfort') : undefined;
    value.close();
    if (definition !== undefined && (fixed !== undefined || expression !== undefined)) {
      return [{ definition, fixed, suffix, expression, path }];
    }
    if (definition === undefined || !hasExpression) element.reading.error('value-invalid', path);
    return [];
  });

const VALUE_KEYS = [
  'valueString',
  'valueCode',
  'valueUri',
  'valueCanonical',
  'valueId',
  'valueBoolean',
  'valueInteger',
  'valueDecimal',
  'valueDate',
  'valueDateTime',
  'valueInstant',
  'valueTime',
  'valueMarkdown',
  'valueUrl',
  'valuePositiveInt',
  'valueUnsignedInt',
  'valueCoding',
  'valueCodeableConcept',
  'valueReference',
  'valueIdentifier',
  'valueQuantity',
  'valuePeriod',
  'valueHumanName',
  'valueAddress',
  'valueContactPoint',
  'valueAnnotation',
];

const MILLISECONDS_BY_UNIT: Readonly<Record<string, number>> = {
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  wk: 7 * 86_400_000,
  mo: 30.4375 * 86_400_000,
  a: 365.25 * 86_400_000,
};

/** How old an Observation may be that fills the item, in milliseconds. */
const readLinkPeriod = (element: FormElement): number | undefined =>
  element.extension(observationLinkPeriod, (extension) => {
    const duration = extension.object('valueDuration');
    duration?.leave(['unit', 'system', 'comparator']);
    const value = duration?.take('value');
    const code = duration?.string('code');
    duration?.close();
    const unit = code === undefined ? undefined : MILLISECONDS_BY_UNIT[code];
    return typeof value === 'number' && unit !== undefined ? value * unit : undefined;
  });

/** Whether Observations are made, and how they stand to one another where a code says so. */
const readObservation = (element: FormElement): Pick<ItemExtraction, 'observation' | 'relation'> => {
  let relation: ObservationRelation | undefined;
  const observation = element.extension(observationExtract, (extension) => {
    if (extension.peek('valueCode') === undefined) return extension.boolean('valueBoolean');
    relation = extension.oneOf('valueCode', OBSERVATION_RELATIONS);
    return relation === undefined ? undefined : true;
  });
  return { observation, relation };
};

/** What an item's answers become besides a response, and where they may come from; undefined when it says nothing. */
export const readExtraction = (element: FormElement): ItemExtraction | undefined => {
  if (!element.hasAny(ALL)) return undefined;
  const resources = [...readResources(element), ...readContext(element)];
  const [first] = resources;
  return {
    ...readObservation(element),
    observationCategory: element.extensions(observationExtractCategory).flatMap((extension) => {
      const codings = codingsOf(extension, 'valueCodeableConcept');
      extension.close();
      return codings;
    }),
    linkPeriodMs: readLinkPeriod(element),
    context: first?.definition.split('/').at(-1)?.split('|')[0],
    resources,
    observationEntry: readObservationEntry(element),
    allocates: readAllocates(element),
    values: readValues(element),
  };
};
