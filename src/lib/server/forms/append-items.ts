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

const ids = (contained: readonly Json[]): readonly unknown[] => contained.map((each) => each['id']);

/** Where the municipality's own items stand in a section's form. */
export const OWN_GROUP = 'own-items';

/**
 * A section's form with the municipality's own items (自治体独自項目) in a group at its end, titled as their form.
 * Answers, conditions, value sets and variables of the own form keep their meaning; its version shows that it differs.
 * @param own a FHIR R4 Questionnaire
 * @param mark tells this pair of forms from all others, in the version
 * @returns linkIds or contained ids that both use, when there are some
 */
export const appendItems = (
  base: Json,
  own: Json,
  mark: string,
): { readonly form: Json } | { readonly clashes: readonly string[] } => {
  const [baseItems, ownItems] = [objects(base['item']), objects(own['item'])];
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
    item: own['item'],
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
