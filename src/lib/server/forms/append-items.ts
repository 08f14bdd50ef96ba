import { STANDARD_EXTENSION } from '../../forms/extensions.ts';

type Json = Readonly<Record<string, unknown>>;

const objects = (value: unknown): readonly Json[] =>
  Array.isArray(value)
    ? (value as readonly unknown[]).filter((each): each is Json => typeof each === 'object' && each !== null)
    : [];

const linkIds = (items: readonly Json[]): readonly string[] =>
  items.flatMap((item) => [
    ...(typeof item['linkId'] === 'string' ? [item['linkId']] : []),
    ...linkIds(objects(item['item'])),
  ]);

const itemsOf = (items: readonly Json[]): readonly Json[] =>
  items.flatMap((item) => [item, ...itemsOf(objects(item['item']))]);

/** What an own item may say of one that is there already: how its answer is worked out. */
const WORKED_OUT: ReadonlySet<unknown> = new Set([
  STANDARD_EXTENSION.calculatedExpression,
  STANDARD_EXTENSION.initialExpression,
]);

/** `readOnly`: the answer can only be worked out, and not be typed over. */
const WORKS_OUT_BY: ReadonlySet<string> = new Set([
  'linkId',
  'type',
  'text',
  '_text',
  'readOnly',
  'extension',
]);

/**
 * Whether an own item works out the answer of one of the built-in form, such as the score of a licensed instrument: the
 * same linkId and type, an expression, and nothing else that would change what the question is.
 */
const worksOut = (own: Json, built: Json | undefined): boolean => {
  const extension = objects(own['extension']);
  return (
    built !== undefined &&
    own['type'] === built['type'] &&
    extension.length > 0 &&
    extension.every(({ url }) => WORKED_OUT.has(url)) &&
    Object.keys(own).every((key) => WORKS_OUT_BY.has(key))
  );
};

/** The items, each with what works its answer out. */
const withWorkedOut = (items: readonly Json[], workedOut: ReadonlyMap<unknown, Json>): readonly Json[] =>
  items.map((item) => {
    const by = workedOut.get(item['linkId']);
    const inside = objects(item['item']);
    return {
      ...item,
      ...(by && { extension: [...objects(item['extension']), ...objects(by['extension'])] }),
      ...(by?.['readOnly'] === true && { readOnly: true }),
      ...(inside.length > 0 && { item: withWorkedOut(inside, workedOut) }),
    };
  });

const ids = (contained: readonly Json[]): readonly unknown[] => contained.map((each) => each['id']);

/** Where the municipality's own items stand in a section's form. */
export const OWN_GROUP = 'own-items';

/**
 * A section's form with the municipality's own items (自治体独自項目) in a group at its end, titled as their form.
 * Answers, conditions, value sets and variables of the own form keep their meaning; its version shows that it differs.
 * An own item at the root with linkId and type of a built-in one and nothing but expressions works that one's answer out.
 * @param own a FHIR R4 Questionnaire
 * @param mark tells this pair of forms from all others, in the version
 * @returns linkIds or contained ids that both use, when there are some
 */
export const appendItems = (
  base: Json,
  own: Json,
  mark: string,
): { readonly form: Json } | { readonly clashes: readonly string[] } => {
  const builtIn = objects(base['item']);
  const builtInById = new Map(itemsOf(builtIn).map((item) => [item['linkId'], item]));
  const { ownItems = [], workedOut = [] } = Object.groupBy(objects(own['item']), (item) =>
    worksOut(item, builtInById.get(item['linkId'])) ? 'workedOut' : 'ownItems',
  );
  const baseItems = withWorkedOut(builtIn, new Map(workedOut.map((item) => [item['linkId'], item])));
  const taken: ReadonlySet<unknown> = new Set([
    ...linkIds(baseItems),
    OWN_GROUP,
    ...ids(objects(base['contained'])),
  ]);
  const used: readonly unknown[] = [...linkIds(ownItems), ...ids(objects(own['contained']))];
  const clashes = used.filter((id) => taken.has(id));
  if (clashes.length > 0) return { clashes: [...new Set(clashes.map(String))] };
  const contained = [...objects(base['contained']), ...objects(own['contained'])];
  const extension = [...objects(base['extension']), ...objects(own['extension'])];
  const title = own['title'];
  const group: Json = {
    linkId: OWN_GROUP,
    type: 'group',
    text: typeof title === 'string' && title.trim() !== '' ? title : '自治体の質問',
    ...(own['_title'] !== undefined && { _text: own['_title'] }),
    item: ownItems,
  };
  return {
    form: {
      ...base,
      version: `${String(base['version'])}+own.${mark}`,
      ...(contained.length > 0 && { contained }),
      ...(extension.length > 0 && { extension }),
      item: [...baseItems, group],
    },
  };
};
