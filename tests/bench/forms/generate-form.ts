import { GROUP_TITLES, REPEATED_GROUP_TITLES, SECTION_TITLES } from './checkup-phrases.ts';
import { conditionsFor, isDriver } from './conditions-json.ts';
import type { ItemJson, QuestionnaireJson } from './form-json.ts';
import { questionJson } from './question-json.ts';
import { RandomSource } from './random-source.ts';

export interface FormRecipe {
  /** Items of every kind, groups included. At least 20. */
  readonly items: number;
  /** The same seed gives the same form. 7 puts questions to try out into the middle of every size that is measured. */
  readonly seed?: number;
  /** Some groups and some strings may be given several times. */
  readonly repeats?: boolean;
}

/** Share of the items that are asked on a condition. */
export const CONDITIONAL_SHARE = 0.25;

const SECTION_ITEMS = [18, 34] as const;
const GROUP_ITEMS = [3, 7] as const;
/** Groups below a section: two levels, so that questions stand at most four deep. */
const DEEPEST_GROUP = 2;
const GROUP_CHANCE = 0.12;
const REPEATING_GROUP_CHANCE = 0.12;
const REPEATING_STRING_CHANCE = 0.1;

class Author {
  readonly #random: RandomSource;
  readonly #repeats: boolean;
  #rest: number;
  #made = 0;
  /** Owed conditional items: one more for every four items made. */
  #owed = 0;
  /** Earlier questions that conditions may name, by the repeating group around them. */
  readonly #drivers = new Map<string, ItemJson[]>();

  constructor({ items, seed = 7, repeats = true }: FormRecipe) {
    this.#random = new RandomSource(seed * 1_000_003 + items);
    this.#repeats = repeats;
    this.#rest = items;
  }

  sections(): readonly ItemJson[] {
    const sections: ItemJson[] = [];
    while (this.#rest > 0) {
      const title = SECTION_TITLES[sections.length % SECTION_TITLES.length] ?? '';
      const round = Math.floor(sections.length / SECTION_TITLES.length);
      const linkId = this.#nextId();
      const size = this.#random.between(...SECTION_ITEMS);
      const item = this.#items(size, 1, '');
      sections.push({ linkId, type: 'group', text: round === 0 ? title : `${title}(${round + 1})`, item });
    }
    return sections.filter(({ item }) => item !== undefined && item.length > 0);
  }

  #nextId(): string {
    this.#rest -= 1;
    this.#made += 1;
    this.#owed += CONDITIONAL_SHARE;
    return `q${String(this.#made).padStart(4, '0')}`;
  }

  #items(count: number, depth: number, repeated: string): readonly ItemJson[] {
    const items: ItemJson[] = [];
    for (let left = count; left > 0 && this.#rest > 0; left -= 1) {
      const room = Math.min(left, this.#rest);
      if (depth <= DEEPEST_GROUP && room > GROUP_ITEMS[0] && this.#random.chance(GROUP_CHANCE)) {
        const inside = Math.min(this.#random.between(...GROUP_ITEMS), room - 1);
        items.push(this.#group(inside, depth, repeated));
        left -= inside;
      } else items.push(this.#question(repeated));
    }
    return items;
  }

  #group(count: number, depth: number, repeated: string): ItemJson {
    const linkId = this.#nextId();
    const repeats = this.#repeats && repeated === '' && this.#random.chance(REPEATING_GROUP_CHANCE);
    const text = this.#random.pick(repeats ? REPEATED_GROUP_TITLES : GROUP_TITLES);
    const conditions = this.#conditions(repeated);
    const item = this.#items(count, depth + 1, repeats ? linkId : repeated);
    return { linkId, type: 'group', text, ...(repeats ? { repeats } : {}), ...conditions, item };
  }

  #question(repeated: string): ItemJson {
    const linkId = this.#nextId();
    const plain = questionJson(linkId, this.#made, this.#random);
    const isString = plain.type === 'string';
    const repeats = this.#repeats && isString && this.#random.chance(REPEATING_STRING_CHANCE);
    const item: ItemJson = { ...plain, ...(repeats ? { repeats } : {}), ...this.#conditions(repeated) };
    if (isDriver(item)) this.#driversIn(repeated).push(item);
    return item;
  }

  #conditions(repeated: string): Pick<ItemJson, 'enableWhen' | 'enableBehavior'> {
    const drivers = this.#driversIn(repeated);
    // Conditions come in clusters, as after a question that opens several others.
    const chance = this.#owed >= 3 ? 1 : this.#owed >= 1 ? 0.5 : 0;
    if (drivers.length === 0 || !this.#random.chance(chance)) return {};
    this.#owed -= 1;
    return conditionsFor(drivers, this.#random);
  }

  #driversIn(repeated: string): ItemJson[] {
    const known = this.#drivers.get(repeated) ?? [];
    this.#drivers.set(repeated, known);
    return known;
  }
}

/**
 * A FHIR R4 Questionnaire of so many items, as a Japanese checkup form mixes them: titled sections, groups to four
 * levels, a quarter of the items on conditions (single ones, chains, all, any). Standard elements and extensions
 * only, so that any renderer can be given it.
 */
export const generateForm = (recipe: FormRecipe): QuestionnaireJson => ({
  resourceType: 'Questionnaire',
  url: `https://bench.example/Questionnaire/checkup-${recipe.items}`,
  version: '1',
  title: `問診票(${recipe.items}項目)`,
  status: 'draft',
  language: 'ja',
  item: new Author(recipe).sections(),
});
