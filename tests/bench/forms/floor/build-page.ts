// Runs in the browser, as it stands but for its types. The least that a form needs: a competent engineer's page for
// one known kind of form, without a framework. It fetches the Questionnaire, makes every control in one go, keeps what
// is entered in an object and hides what is not asked. It knows no validation, no errors, no restoring, no languages.

/** What the page leaves for the bench. */
export interface FloorWindow {
  /** Writes down what was entered, as a QuestionnaireResponse. */
  readonly floorResponse: () => string;
  /** When the page asked for its file. */
  readonly floorAsks: number;
}

interface FloorOption {
  readonly valueCoding: { readonly system: string; readonly code: string; readonly display?: string };
}

interface FloorCondition {
  readonly question: string;
  readonly operator: string;
  readonly answerBoolean?: boolean;
  readonly answerCoding?: { readonly code: string };
}

interface FloorItem {
  readonly linkId: string;
  readonly type: string;
  readonly text: string;
  readonly prefix?: string;
  readonly required?: boolean;
  readonly repeats?: boolean;
  readonly extension?: readonly {
    readonly valueCoding?: { readonly code: string; readonly display?: string };
  }[];
  readonly answerOption?: readonly FloorOption[];
  readonly enableBehavior?: string;
  readonly enableWhen?: readonly FloorCondition[];
  readonly item?: readonly FloorItem[];
}

type Value = string | boolean | readonly string[] | undefined;

/** What the page knows of each item. */
interface Known {
  readonly item: FloorItem;
  readonly element: HTMLElement;
  readonly parent: Known | undefined;
}

const settings = document.documentElement.dataset;
const isStaff = settings['layout'] === 'staff';
const values: Record<string, Value> = {};
const known: Record<string, Known> = {};
const dependents: Record<string, Known[]> = {};

const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.append(...children);
  return element;
};

const isShown = (entry: Known | undefined): boolean =>
  entry === undefined || (!entry.element.hidden && isShown(entry.parent));

const holds = ({ question, operator, answerBoolean, answerCoding }: FloorCondition): boolean => {
  const value = isShown(known[question]) ? values[question] : undefined;
  if (operator === 'exists') return (value !== undefined) === answerBoolean;
  return value !== undefined && value === (answerBoolean ?? answerCoding?.code);
};

const decide = (entry: Known): void => {
  const conditions = entry.item.enableWhen ?? [];
  const asked = entry.item.enableBehavior === 'any' ? conditions.some(holds) : conditions.every(holds);
  if (entry.element.hidden === !asked) return;
  entry.element.hidden = !asked;
  follow(entry.item);
};

/** Looks again at what hangs on an item, and on the items below it. */
const follow = (item: FloorItem): void => {
  dependents[item.linkId]?.forEach(decide);
  item.item?.forEach(follow);
};

const put = (item: FloorItem, value: Value): void => {
  values[item.linkId] = value === '' ? undefined : value;
  follow(item);
};

const wordsOf = (item: FloorItem): readonly HTMLElement[] => {
  const text = make('span', '', item.prefix === undefined ? item.text : `${item.prefix} ${item.text}`);
  const mark = item.required === true ? '必須' : '任意';
  if (isStaff && item.required === true) return [make('span', 'label', text)];
  return [make('span', 'label', text, make('span', item.required === true ? 'mark required' : 'mark', mark))];
};

/** A label with its control. */
const field = (item: FloorItem, control: HTMLElement, around: HTMLElement = control): HTMLElement => {
  const label = make('label', 'name', ...wordsOf(item));
  control.id = `f-${item.linkId}`;
  label.htmlFor = control.id;
  if (item.required === true) control.ariaRequired = 'true';
  return make('div', 'field', label, around);
};

const choice = (item: FloorItem, options: readonly (readonly [Value, string])[]): HTMLElement => {
  const many = item.type === 'choice' && item.repeats === true;
  const row = isStaff && !many;
  const cards = make('div', row ? 'row' : 'cards');
  const fieldset = make('fieldset', '', make('legend', '', ...wordsOf(item)), cards);
  if (!many) fieldset.role = 'radiogroup';
  options.forEach(([value, text], index) => {
    const input = make('input', 'box');
    input.type = many ? 'checkbox' : 'radio';
    input.name = item.linkId;
    input.value = String(index);
    input.addEventListener('change', () => {
      if (!many) put(item, value);
      else
        put(
          item,
          [...fieldset.querySelectorAll<HTMLInputElement>(':checked')].map((box) => box.value),
        );
    });
    cards.append(make('label', row ? 'segment' : 'card', input, make('span', '', text)));
  });
  return fieldset;
};

const number = (item: FloorItem): HTMLElement => {
  const input = make('input', 'number');
  input.type = 'text';
  input.inputMode = item.type === 'integer' ? 'numeric' : 'decimal';
  input.autocomplete = 'off';
  input.addEventListener('input', () => put(item, input.value));
  const unit = item.extension?.find((extension) => extension.valueCoding)?.valueCoding?.display;
  const line = make('span', 'line', input);
  if (unit !== undefined) line.append(make('span', 'unit', unit));
  return field(item, input, line);
};

const ERAS = [
  ['', '西暦'],
  ['reiwa', '令和'],
  ['heisei', '平成'],
  ['showa', '昭和'],
] as const;

const date = (item: FloorItem): HTMLElement => {
  const parts: Record<string, string> = {};
  const take = (part: string, text: string): void => {
    parts[part] = text;
    put(item, `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`);
  };
  const select = make('select', '', ...ERAS.map(([value, text]) => new Option(text, value)));
  select.ariaLabel = '年の数え方';
  select.addEventListener('change', () => take('era', select.value));
  const boxes = make('div', 'boxes', select);
  for (const [part, text] of [
    ['year', '年'],
    ['month', '月'],
    ['day', '日'],
  ] as const) {
    const input = make('input', part);
    input.type = 'text';
    input.inputMode = 'numeric';
    input.autocomplete = 'off';
    input.addEventListener('input', () => take(part, input.value));
    boxes.append(make('label', '', input, make('span', '', text)));
  }
  return make('fieldset', '', make('legend', '', ...wordsOf(item)), boxes);
};

const text = (item: FloorItem): HTMLElement => {
  const input = make(item.type === 'text' ? 'textarea' : 'input', 'wide');
  if (input instanceof HTMLTextAreaElement) input.rows = isStaff ? 2 : 4;
  input.autocomplete = 'off';
  input.addEventListener('input', () => put(item, input.value));
  return field(item, input);
};

const control = (item: FloorItem): HTMLElement => {
  switch (item.type) {
    case 'boolean':
      return choice(item, [
        [true, 'はい'],
        [false, 'いいえ'],
      ]);
    case 'choice':
      return choice(
        item,
        (item.answerOption ?? []).map(({ valueCoding }) => [valueCoding.code, valueCoding.display ?? '']),
      );
    case 'integer':
    case 'decimal':
    case 'quantity':
      return number(item);
    case 'date':
      return date(item);
    case 'display':
      return make('p', '', item.text);
    default:
      return text(item);
  }
};

/** One more of a group or a field that may be given several times. */
const repeated = (entry: Known): HTMLElement => {
  const button = make('button', 'add', '追加する');
  button.type = 'button';
  button.addEventListener('click', () => {
    const { item } = entry;
    const again = item.type === 'group' ? inside(item, entry) : control(item);
    button.before(again);
  });
  return button;
};

const inside = (item: FloorItem, entry: Known): HTMLElement => {
  const box = make('div', 'inside');
  for (const child of item.item ?? []) box.append(place(child, entry));
  return box;
};

const widthOf = ({ type }: FloorItem): string =>
  type === 'integer' || type === 'decimal' || type === 'quantity' ? 'item short' : 'item';

const place = (item: FloorItem, parent: Known | undefined): HTMLElement => {
  const element = make('div', widthOf(item));
  element.dataset['linkId'] = item.linkId;
  const entry = { item, element, parent };
  known[item.linkId] = entry;
  for (const { question } of item.enableWhen ?? []) (dependents[question] ??= []).push(entry);
  if (item.enableWhen !== undefined) element.hidden = true;
  if (item.type === 'group') {
    element.role = 'group';
    const heading = make('h3', '', item.text);
    heading.id = `f-${item.linkId}`;
    element.setAttribute('aria-labelledby', heading.id);
    element.append(heading, inside(item, entry));
  } else element.append(control(item));
  if (item.repeats === true && item.type !== 'choice') element.append(repeated(entry));
  return element;
};

const section = (item: FloorItem): HTMLElement => {
  const element = make('div', 'section', make('h2', '', item.text));
  element.dataset['linkId'] = item.linkId;
  const entry = { item, element, parent: undefined };
  known[item.linkId] = entry;
  const items = make('div', 'items');
  for (const child of item.item ?? []) items.append(place(child, entry));
  element.append(items);
  return element;
};

const answersOf = (item: FloorItem): readonly object[] => {
  const value = values[item.linkId];
  if (value === undefined) return [];
  if (item.type === 'boolean') return [{ valueBoolean: value }];
  if (item.type === 'choice') {
    const codings = (item.answerOption ?? []).map(({ valueCoding }) => valueCoding);
    const chosen = Array.isArray(value)
      ? value.map((index) => codings[Number(index)])
      : codings.filter(({ code }) => code === value);
    return chosen.map((valueCoding) => ({ valueCoding }));
  }
  if (item.type === 'integer') return [{ valueInteger: Number(value) }];
  if (item.type === 'decimal') return [{ valueDecimal: Number(value) }];
  if (item.type === 'quantity') return [{ valueQuantity: { value: Number(value) } }];
  return [item.type === 'date' ? { valueDate: value } : { valueString: value }];
};

const responseItems = (items: readonly FloorItem[]): readonly object[] =>
  items.flatMap((item): readonly object[] => {
    if (known[item.linkId]?.element.hidden !== false) return [];
    if (item.type !== 'group') {
      const answer = answersOf(item);
      return answer.length === 0 ? [] : [{ linkId: item.linkId, text: item.text, answer }];
    }
    const below = responseItems(item.item ?? []);
    return below.length === 0 ? [] : [{ linkId: item.linkId, text: item.text, item: below }];
  });

const start = async (): Promise<void> => {
  Object.assign(window, { floorAsks: performance.now() });
  const fetched = await fetch(`/forms/${settings['form'] ?? ''}.json`);
  const { item: roots, title } = (await fetched.json()) as {
    readonly item: readonly FloorItem[];
    readonly title: string;
  };
  const form = make('section', 'form');
  form.dataset['density'] = isStaff ? 'staff' : 'guardian';
  const sheet = make('div', 'sheet');
  for (const root of roots) sheet.append(section(root));
  form.append(sheet);
  document.querySelector('main')?.append(make('h1', '', title), form);
  form.dataset['formReady'] = '';
  Object.assign(window, {
    floorResponse: () =>
      JSON.stringify({
        resourceType: 'QuestionnaireResponse',
        status: 'in-progress',
        item: responseItems(roots),
      }),
  });
};

void start();
