import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

const FIXTURES = new URL('../fixtures/questionnaires/', import.meta.url);

export const questionnaire = (name: string): Buffer => readFileSync(new URL(`${name}.json`, FIXTURES));

/** How a person works the screen: by keys alone, or with a finger and the on-screen keys. */
export type Hand = 'keys' | 'finger';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

/** The form with every control, on screen in one of the layouts. */
export class ControlForm {
  readonly #page: Page;
  readonly #hand: Hand;

  constructor(page: Page, hand: Hand) {
    this.#page = page;
    this.#hand = hand;
  }

  /** Loads a form into the preview and waits until every control of it works. */
  async open(
    origin: string,
    layout: '1問ずつ' | '一覧' | 'スタッフ用',
    json = questionnaire('every-control'),
  ): Promise<void> {
    await this.#page.goto(`${origin}/preview`);
    await this.#page.getByRole('radio', { name: layout, exact: true }).check({ force: true });
    await this.#page
      .getByTestId('questionnaire-file')
      .setInputFiles({ name: 'form.json', mimeType: 'application/json', buffer: json });
    await expect(this.#page.locator('[data-form-ready]')).toBeVisible();
  }

  /** An item of the form; of those in rows the one with this place among all, from 0. */
  at(linkId: string, place = 0): Locator {
    return this.#page.locator(`[data-form-ready] [data-link-id="${linkId}"]`).nth(place);
  }

  async isShown(linkId: string): Promise<boolean> {
    return (await this.#page.locator(`[data-form-ready] [data-link-id="${linkId}"]`).count()) > 0;
  }

  /** The items of the response as the preview shows it. */
  async response(): Promise<unknown> {
    const text = await this.#page.getByTestId('response-json').textContent();
    const response = JSON.parse(text === '' || text === null ? '{}' : text) as { item?: unknown };
    return response.item;
  }

  async press(control: Locator): Promise<void> {
    if (this.#hand === 'finger') {
      await control.tap();
      return;
    }
    await control.focus();
    await this.#page.keyboard.press('Space');
  }

  async write(box: Locator, text: string): Promise<void> {
    if (this.#hand === 'finger') {
      await box.tap();
      await this.#page.keyboard.insertText(text);
    } else {
      await box.focus();
      await this.#page.keyboard.type(text);
    }
  }

  /** Takes the answer at a place of a choice, from 0. */
  async choose(linkId: string, ...places: readonly number[]): Promise<void> {
    for (const place of places) await this.press(this.at(linkId).locator(`input[value="${place}"]`));
  }

  async #chooseFrom(list: Locator, place: number): Promise<void> {
    if (this.#hand === 'finger') {
      await list.selectOption({ index: place + 1 });
      return;
    }
    await list.focus();
    for (let step = 0; step <= place; step += 1) await this.#page.keyboard.press('ArrowDown');
  }

  async #writeDate(boxes: Locator, ...parts: readonly string[]): Promise<void> {
    for (const [index, part] of parts.entries()) await this.write(boxes.nth(index), part);
  }

  /** Answers one item as {@link CONTROL_RESPONSE} has it. */
  async answer(linkId: string): Promise<void> {
    await ANSWERING[linkId]?.(this);
  }

  static readonly linkIds = (): readonly string[] => Object.keys(ANSWERING);

  text(linkId: string, place = 0): Locator {
    return this.at(linkId, place).locator('input[type=text], textarea').first();
  }

  /** A choice in a cell of a table is a list to pull down; elsewhere its answers stand open. */
  async chooseOne(linkId: string, place: number): Promise<void> {
    const list = this.at(linkId).locator('select:not([data-aside])');
    if ((await list.count()) > 0) await this.#chooseFrom(list, place);
    else await this.choose(linkId, place);
  }

  async date(linkId: string, ...parts: readonly string[]): Promise<void> {
    await this.#writeDate(this.at(linkId).locator('input'), ...parts);
  }

  /** Finds an answer by typing and takes the first suggestion. */
  async find(linkId: string, typed: string): Promise<void> {
    const box = this.at(linkId).getByRole('combobox');
    await this.write(box, typed);
    const first = this.at(linkId).getByRole('option').first();
    await expect(first).toBeVisible();
    if (this.#hand === 'finger') await first.tap();
    else {
      await this.#page.keyboard.press('ArrowDown');
      await this.#page.keyboard.press('Enter');
    }
    await expect(first).toBeHidden();
  }

  async add(list: string): Promise<void> {
    await this.press(this.#page.getByRole('button', { name: `追加：${list}` }));
  }

  /** Moves a slider from 0 to 10 that nobody has touched: by keys from its middle, with a finger to the place itself. */
  async slide(linkId: string, value: number): Promise<void> {
    const slider = this.at(linkId).getByRole('slider');
    if (this.#hand === 'finger') {
      const box = await slider.boundingBox();
      if (box === null) throw new Error('the slider is not on the screen');
      const thumb = 36;
      await slider.tap({
        position: { x: thumb / 2 + ((box.width - thumb) * value) / 10, y: box.height / 2 },
      });
      return;
    }
    await this.press(slider);
    for (let at = 5; at !== value; at += value < 5 ? -1 : 1) {
      await this.#page.keyboard.press(value < 5 ? 'ArrowLeft' : 'ArrowRight');
    }
  }

  async step(linkId: string, times: number): Promise<void> {
    const more = this.at(linkId).getByRole('button', { name: '増やす' });
    for (let time = 0; time < times; time += 1) {
      if (this.#hand === 'finger') await more.tap();
      else {
        await this.at(linkId).getByRole('spinbutton').focus();
        await this.#page.keyboard.press('ArrowUp');
      }
    }
  }

  async attach(linkId: string, name: string, mimeType: string, buffer: Buffer): Promise<void> {
    await this.at(linkId).locator('input[data-file]').setInputFiles({ name, mimeType, buffer });
    await expect(this.at(linkId).getByText(name)).toBeVisible();
  }

  /** Opens the tab a part lies behind, where it lies behind one. */
  async openTab(name: string): Promise<void> {
    const tab = this.#page.getByRole('tab', { name, exact: true });
    if ((await tab.count()) > 0) await tab.click();
  }

  async key(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }
}

/** How each item is answered. In rows, the first ones are meant. */
const ANSWERING: Readonly<Record<string, (form: ControlForm) => Promise<void>>> = {
  radio: (form) => form.choose('radio', 1),
  scale: (form) => form.choose('scale', 2),
  many: (form) => form.choose('many', 0, 1),
  list: (form) => form.chooseOne('list', 5),
  open: async (form) => {
    await form.press(form.at('open').locator('input[value=open]'));
    await form.write(form.text('open'), 'おば');
  },
  'open-many': async (form) => {
    await form.choose('open-many', 0);
    await form.press(form.at('open-many').locator('input[value=open]'));
    await form.write(form.text('open-many'), 'おんぶひも');
  },
  search: (form) => form.find('search', 'ひまわ'),
  'search-many': async (form) => {
    await form.find('search-many', 'タマゴ');
    await form.write(form.at('search-many').getByRole('combobox'), 'キウイ');
    await form.key('Enter');
  },
  count: (form) => form.step('count', 4),
  sleep: (form) => form.write(form.text('sleep'), '１２。５'),
  pain: (form) => form.slide('pain', 3),
  dose: async (form) => {
    await form.write(form.text('dose'), '2.5');
    await form.chooseOne('dose', 1);
  },
  temperature: (form) => form.write(form.text('temperature'), '36.7'),
  day: (form) => form.date('day', '2026', '8', '21'),
  moment: (form) => form.date('moment', '2026', '11', '20', '２１', '30'),
  bedtime: (form) => form.date('bedtime', '20', '15'),
  phone: (form) => form.write(form.text('phone'), '090-1234-5678'),
  note: (form) => form.write(form.text('note'), '夜泣きが続いています'),
  site: (form) => form.write(form.text('site'), 'https://example.jp/baby'),
  photo: (form) => form.attach('photo', 'ほお.png', 'image/png', PNG),
  document: (form) => form.attach('document', '紹介状.pdf', 'application/pdf', Buffer.from('%PDF-1.7')),
  ruby: (form) => form.choose('ruby', 0),
  drugs: async (form) => {
    await form.write(form.text('drugs.name'), 'アセトアミノフェン');
    await form.date('drugs.since', '2026', '11');
    await form.choose('drugs.when', 0, 2);
    await form.add('のんでいる薬');
    await form.write(form.text('drugs.name', 1), '整腸剤');
  },
  siblings: async (form) => {
    await form.write(form.text('siblings', 1), 'たろう');
    await form.write(form.text('siblings', 2), 'はなこ');
  },
  visits: (form) => form.date('visits', '2026', '5', '1'),
  growth: async (form) => {
    await form.write(form.text('growth.when'), '生まれたとき');
    await form.write(form.text('growth.weight'), '3050');
    await form.chooseOne('growth.feeding', 0);
  },
  'eyes.0.far': (form) => form.write(form.text('eyes.0.far'), '0.8'),
  'eyes.0.glass': (form) => form.chooseOne('eyes.0.glass', 1),
  'mood.0': (form) => form.choose('mood.0', 0),
  'meals.0': async (form) => {
    // Where the answers are the lines of the table, a question is a column.
    const turned = form.at('meals').locator('table.turned');
    if ((await turned.count()) > 0) await form.press(turned.getByRole('checkbox', { name: /^朝.*母乳/ }));
    else await form.choose('meals.0', 0);
  },
  'tab.head.size': async (form) => {
    await form.openTab('頭');
    await form.write(form.text('tab.head.size'), '41.2');
  },
  'tab.skin.dry': async (form) => {
    await form.openTab('皮膚');
    await form.choose('tab.skin.dry', 0);
  },
  smoke: (form) => form.choose('smoke', 0),
  'smoke.who': (form) => form.write(form.text('smoke.who'), '父'),
  worries: async (form) => {
    await form.choose('worries', 0);
    await form.write(form.text('worries.since'), '先月');
    await form.write(form.text('worries.much'), '3');
  },
  'pressure.high': (form) => form.write(form.text('pressure.high'), '118'),
  'pressure.low': (form) => form.write(form.text('pressure.low'), '72'),
};

const coding = (code: string, display: string) => ({ valueCoding: { code, display } });
const UCUM = 'http://unitsofmeasure.org';
const answered = (linkId: string, ...answer: readonly unknown[]) => ({ linkId, answer });
const group = (linkId: string, ...item: readonly unknown[]) => ({ linkId, item });

/** The items of the response once everything is answered. */
export const CONTROL_RESPONSE = [
  group(
    'choose',
    answered('radio', coding('2', '小児科')),
    answered('scale', coding('3', '週に1回くらい')),
    answered('many', coding('1', '突発性発疹'), coding('2', '中耳炎')),
    answered('list', coding('6', '港')),
    answered('open', { valueString: 'おば' }),
    answered('open-many', coding('1', '抱っこひも'), { valueString: 'おんぶひも' }),
    answered('search', coding('3', 'ひまわり病院')),
    answered('search-many', coding('1', 'たまご'), { valueString: 'キウイ' }),
  ),
  group(
    'numbers',
    answered('count', { valueInteger: 4 }),
    answered('sleep', { valueDecimal: 12.5 }),
    answered('pain', { valueInteger: 3 }),
    answered('dose', { valueQuantity: { value: 2.5, unit: 'mL', system: UCUM, code: 'mL' } }),
    answered('temperature', { valueQuantity: { value: 36.7, unit: '℃', system: UCUM, code: 'Cel' } }),
  ),
  group(
    'moments',
    answered('day', { valueDate: '2026-08-21' }),
    answered('moment', { valueDateTime: '2026-11-20T21:30:00+09:00' }),
    answered('bedtime', { valueTime: '20:15:00' }),
  ),
  group(
    'texts',
    answered('phone', { valueString: '090-1234-5678' }),
    answered('note', { valueString: '夜泣きが続いています' }),
    answered('site', { valueUri: 'https://example.jp/baby' }),
    answered('photo', {
      valueAttachment: {
        contentType: 'image/png',
        data: PNG.toString('base64'),
        title: 'ほお.png',
        size: PNG.length,
      },
    }),
    answered('document', {
      valueAttachment: { contentType: 'application/pdf', data: 'JVBERi0xLjc=', title: '紹介状.pdf', size: 8 },
    }),
  ),
  group('notices', answered('ruby', { valueBoolean: true })),
  group(
    'repeats',
    group(
      'drugs',
      answered('drugs.name', { valueString: 'アセトアミノフェン' }),
      answered('drugs.since', { valueDate: '2026-11' }),
      answered('drugs.when', coding('1', '朝'), coding('3', '夜')),
    ),
    group('drugs', answered('drugs.name', { valueString: '整腸剤' })),
    answered('siblings', { valueString: 'たろう' }, { valueString: 'はなこ' }),
    answered('visits', { valueDate: '2026-05-01' }),
  ),
  group(
    'tables',
    group(
      'growth',
      answered('growth.when', { valueString: '生まれたとき' }),
      answered('growth.weight', { valueQuantity: { value: 3050, unit: 'g', system: UCUM, code: 'g' } }),
      answered('growth.feeding', coding('1', '母乳')),
    ),
    group(
      'eyes',
      group(
        'eyes.0',
        answered('eyes.0.far', { valueDecimal: 0.8 }),
        answered('eyes.0.glass', { valueBoolean: false }),
      ),
    ),
    group('mood', answered('mood.0', coding('1', 'ない'))),
    group('meals', answered('meals.0', coding('1', '母乳・ミルク'))),
  ),
  group(
    'tabs',
    group('tab.head', answered('tab.head.size', { valueDecimal: 41.2 })),
    group('tab.skin', answered('tab.skin.dry', { valueBoolean: true })),
  ),
  group(
    'nested',
    {
      linkId: 'smoke',
      answer: [{ valueBoolean: true, item: [answered('smoke.who', { valueString: '父' })] }],
    },
    {
      linkId: 'worries',
      answer: [
        {
          ...coding('1', 'ねむり'),
          item: [
            answered('worries.since', { valueString: '先月' }),
            answered('worries.much', { valueInteger: 3 }),
          ],
        },
      ],
    },
    group(
      'pressure',
      answered('pressure.high', { valueInteger: 118 }),
      answered('pressure.low', { valueInteger: 72 }),
    ),
  ),
] as const;
