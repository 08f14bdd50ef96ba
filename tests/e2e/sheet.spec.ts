import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { BuildServer } from '../support/build-server.ts';
import { expect, test } from '../support/watched-test.ts';

interface ItemJson {
  readonly linkId: string;
  readonly type: string;
  readonly text?: string;
  readonly item?: readonly ItemJson[];
  readonly [element: string]: unknown;
}

interface FormJson {
  readonly item: readonly ItemJson[];
  readonly [element: string]: unknown;
}

const fixture = (name: string): FormJson =>
  JSON.parse(
    readFileSync(new URL(`../fixtures/questionnaires/${name}.json`, import.meta.url), 'utf8'),
  ) as FormJson;

const aForm = (...item: readonly ItemJson[]): FormJson => ({
  resourceType: 'Questionnaire',
  url: 'https://example.org/Questionnaire/sheet',
  version: '1',
  status: 'draft',
  language: 'ja',
  title: '一覧の様式',
  item,
});

const STYLED = {
  extension: [
    { url: 'http://hl7.org/fhir/StructureDefinition/rendering-style', valueString: 'color: black' },
  ],
};

/** The same words with a colour: what is drawn with form is left to the components. */
const styled = (item: ItemJson): ItemJson => {
  const own = item['_text'] as { readonly extension?: readonly unknown[] } | undefined;
  const isPlain = item.type === 'display' || item.text === undefined;
  return {
    ...item,
    ...(!isPlain && {
      _text: { ...own, extension: [...(own?.extension ?? []), ...STYLED.extension] },
    }),
    ...(item.item !== undefined && { item: item.item.map(styled) }),
  };
};

const QUESTIONS = aForm(
  { linkId: 'name', type: 'string', text: 'お名前', required: true },
  { linkId: 'weight', type: 'decimal', text: '体重' },
  { linkId: 'day', type: 'date', text: '受けた日' },
  { linkId: 'ill', type: 'boolean', text: '病気はありますか' },
  {
    linkId: 'what',
    type: 'text',
    text: 'どのような病気ですか',
    enableWhen: [{ question: 'ill', operator: '=', answerBoolean: true }],
  },
  { linkId: 'last', type: 'string', text: '最後の質問' },
);

/** A form on the page in one piece. */
class SheetPage {
  readonly #page: Page;
  readonly form: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.form = page.locator('[data-form-ready]');
  }

  async open(origin: string, layout: '一覧' | 'スタッフ用', form: FormJson): Promise<void> {
    await this.#page.goto(`${origin}/preview`);
    await this.#page.getByRole('radio', { name: layout, exact: true }).check({ force: true });
    await this.#page.getByTestId('questionnaire-file').setInputFiles({
      name: 'form.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(form)),
    });
    await expect(this.form).toBeVisible();
  }

  item(linkId: string): Locator {
    return this.form.locator(`[data-link-id="${linkId}"]`);
  }

  box(linkId: string): Locator {
    return this.item(linkId).locator('input[type=text], textarea').first();
  }

  async response(): Promise<string> {
    return (await this.#page.getByTestId('response-json').textContent()) ?? '';
  }

  /** Whether the sheet drew the item itself. */
  async isPlain(linkId: string): Promise<boolean> {
    return /\bs-item\b/.test((await this.item(linkId).getAttribute('class')) ?? '');
  }

  /** Every control with what assistive technology and a person learn of it, in order. */
  controls(): Promise<readonly unknown[]> {
    return this.form.evaluate((root) => {
      const textOf = (ids: string | null): string =>
        (ids ?? '')
          .split(' ')
          .map((id) => (id === '' ? '' : (document.getElementById(id)?.innerText ?? `no ${id}`)))
          .join('|');
      const states = (element: Element): Record<string, string | null> =>
        Object.fromEntries(
          ['role', 'type', 'inputmode', 'aria-invalid', 'aria-required', 'aria-pressed', 'aria-label'].map(
            (name) => [name, element.getAttribute(name)],
          ),
        );
      return [
        ...root.querySelectorAll('fieldset, input, select, textarea, [data-link-id] button, details'),
      ].map((each) => ({
        tag: each.tagName,
        of: each.closest('[data-link-id]')?.getAttribute('data-link-id'),
        ...states(each),
        described: textOf(each.getAttribute('aria-describedby')),
        labels:
          'labels' in each
            ? [...((each.labels ?? []) as NodeListOf<HTMLElement>)].map((label) => label.innerText)
            : [],
        legend: each.querySelector(':scope > legend')?.textContent?.replace(/\s+/g, ' ').trim(),
        value: 'value' in each && each.tagName !== 'BUTTON' ? each.value : undefined,
        checked: 'checked' in each ? each.checked : undefined,
        disabled: each.matches(':disabled'),
        readOnly: 'readOnly' in each ? each.readOnly : undefined,
      }));
    });
  }
}

test.describe('the form in one piece', () => {
  let server: BuildServer;
  let sheet: SheetPage;

  test.beforeAll(async () => {
    server = await BuildServer.start();
  });
  test.afterAll(async () => {
    await server.stop();
  });
  test.beforeEach(({ page }) => {
    sheet = new SheetPage(page);
  });

  for (const layout of ['一覧', 'スタッフ用'] as const) {
    for (const name of ['every-item', 'findings'] as const) {
      test(`reads in ${layout} like its components: ${name}`, async ({ page }) => {
        test.setTimeout(120_000);
        const form = fixture(name);
        const seen: (readonly unknown[])[] = [];
        const shown: string[] = [];
        for (const drawn of [form, { ...form, item: form.item.map(styled) }]) {
          await sheet.open(server.origin, layout, drawn);
          const [first] = await sheet.form
            .locator('[data-link-id][data-type]:not([data-type=display], [data-type=group])')
            .evaluateAll((items) => items.map((item) => item.getAttribute('data-link-id') ?? ''));
          expect(await sheet.isPlain(first ?? '')).toBe(drawn === form);
          const states: unknown[] = [await sheet.controls()];
          for (const input of await sheet.form
            .locator('input[inputmode=numeric], input[inputmode=decimal]')
            .all()) {
            await input.fill('１２..');
            await input.blur();
          }
          states.push(await sheet.controls());
          for (const fieldset of await sheet.form.locator('fieldset:has(input[type=radio])').all()) {
            await fieldset.locator('input').first().check({ force: true });
          }
          states.push(await sheet.controls());
          await page.getByRole('button', { name: '入力を確かめる' }).click();
          states.push(await sheet.controls());
          seen.push(states);
          shown.push(await sheet.form.ariaSnapshot());
        }
        expect(seen[0]).toEqual(seen[1]);
        expect(shown[0]).toBe(shown[1]);
      });
    }
  }

  test('writes to the answered item and to what depends on it, and to no other', async () => {
    await sheet.open(server.origin, '一覧', QUESTIONS);
    await sheet.form.evaluate((root) => {
      const changed = new Set<string>();
      new MutationObserver((records) => {
        for (const { target, addedNodes, removedNodes } of records) {
          for (const node of [target, ...addedNodes, ...removedNodes]) {
            const element = node instanceof Element ? node : node.parentElement;
            const owner = element?.closest('[data-link-id]')?.getAttribute('data-link-id');
            if (owner !== null && owner !== undefined) changed.add(owner);
          }
        }
        root.setAttribute('data-changed', [...changed].sort().join(' '));
      }).observe(root.querySelector('.sheet') ?? root, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
    });
    await sheet.box('name').pressSequentially('はな');
    await sheet.item('ill').getByRole('radio', { name: 'はい' }).check({ force: true });
    await expect(sheet.item('what')).toBeVisible();
    await expect(sheet.form).toHaveAttribute('data-changed', 'ill what');
  });

  test('takes what is not asked off the page and brings it back with its answer', async () => {
    await sheet.open(server.origin, '一覧', QUESTIONS);
    await expect(sheet.item('what')).toHaveCount(0);
    await sheet.item('ill').getByRole('radio', { name: 'はい' }).check({ force: true });
    await sheet.box('what').fill('ぜんそく');
    await sheet.item('ill').getByRole('radio', { name: 'いいえ' }).check({ force: true });
    await expect(sheet.item('what')).toHaveCount(0);
    await expect.poll(() => sheet.response()).not.toContain('ぜんそく');
    await sheet.item('ill').getByRole('radio', { name: 'はい' }).check({ force: true });
    await expect(sheet.box('what')).toHaveValue('ぜんそく');
    await expect(sheet.item('what').locator('xpath=preceding-sibling::*[1]')).toHaveAttribute(
      'data-link-id',
      'ill',
    );
    await sheet.item('ill').getByRole('button', { name: '答えを消す' }).click();
    await expect(sheet.item('ill').getByRole('radio', { name: 'はい' })).not.toBeChecked();
    await expect(sheet.item('what')).toHaveCount(0);
  });

  for (const layout of ['一覧', 'スタッフ用'] as const) {
    test(`shows in ${layout} a whole section that an answer opens, and takes it away again`, async () => {
      const condition = { enableWhen: [{ question: 'ill', operator: '=', answerBoolean: true }] };
      const section = { linkId: 'more', type: 'group', text: 'くわしく', ...condition };
      const inside = { linkId: 'since', type: 'string', text: 'いつから', required: true };
      await sheet.open(
        server.origin,
        layout,
        aForm(
          { linkId: 'ill', type: 'boolean', text: '病気はありますか' },
          { ...section, item: [inside] },
          { linkId: 'last', type: 'string', text: '最後の質問' },
        ),
      );
      const ill = sheet.item('ill');
      await ill.getByRole('radio', { name: 'はい' }).check({ force: true });
      await sheet.box('since').fill('昨日');
      await ill.getByRole('radio', { name: 'いいえ' }).check({ force: true });
      await expect(sheet.item('more')).toHaveCount(0);
      await ill.getByRole('radio', { name: 'はい' }).check({ force: true });
      await expect(sheet.box('since')).toHaveValue('昨日');
    });
  }

  test('leaves kana alone while kanji are being chosen', async ({ page }) => {
    await sheet.open(server.origin, '一覧', QUESTIONS);
    for (const linkId of ['name', 'weight']) {
      await sheet.box(linkId).focus();
      const session = await page.context().newCDPSession(page);
      for (const text of ['ｈ', 'は', 'はｎ', 'はな', '花']) {
        await session.send('Input.imeSetComposition', {
          text,
          selectionStart: text.length,
          selectionEnd: text.length,
        });
        await expect(sheet.box(linkId)).toHaveValue(text);
      }
      await session.send('Input.insertText', { text: '花子' });
      await expect(sheet.box(linkId)).toHaveValue('花子');
    }
    await expect.poll(() => sheet.response()).toContain('花子');
  });

  test('keeps what cannot be read, says so once it is left, and narrows digits then', async () => {
    await sheet.open(server.origin, '一覧', QUESTIONS);
    const weight = sheet.box('weight');
    await weight.fill('６．．２');
    await expect(weight).toHaveValue('６．．２');
    await expect(weight).not.toHaveAttribute('aria-invalid');
    await weight.blur();
    await expect(weight).toHaveValue('6..2');
    await expect(weight).toHaveAttribute('aria-invalid', 'true');
    await expect(weight).toHaveAccessibleDescription(/入れ方がちがうようです/);
    await weight.fill('６．２');
    await expect(weight).not.toHaveAttribute('aria-invalid');
    await weight.blur();
    await expect(weight).toHaveValue('6.2');
    await expect.poll(() => sheet.response()).toContain('"valueDecimal": 6.2');
  });

  test('changes its language under the cursor: focus, selection and typing stay', async ({ page }) => {
    await sheet.open(server.origin, '一覧', fixture('every-item'));
    const box = sheet.box('family.worry');
    await box.fill('夜泣きが続いています');
    await box.evaluate((area) => {
      (area as HTMLTextAreaElement).setSelectionRange(1, 3);
    });
    const before = await sheet.item('family.worry').innerText();
    await page.getByTestId('form-language').evaluate((select) => {
      (select as HTMLSelectElement).value = 'en';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await expect(sheet.item('family.worry')).toContainText('optional');
    expect(await sheet.item('family.worry').innerText()).not.toBe(before);
    await expect(box).toBeFocused();
    await expect(box).toHaveValue('夜泣きが続いています');
    expect(
      await box.evaluate((area) => {
        const { selectionStart, selectionEnd } = area as HTMLTextAreaElement;
        return [selectionStart, selectionEnd];
      }),
    ).toEqual([1, 3]);
  });

  test('prints all of a long form', async ({ page }) => {
    const many = Array.from({ length: 150 }, (_, at) => ({
      linkId: `q${at}`,
      type: 'string',
      text: `質問${at}`,
    }));
    for (const layout of ['一覧', 'スタッフ用'] as const) {
      await sheet.open(server.origin, layout, aForm(...many));
      const last = sheet.item('q149');
      await expect(last).toHaveCSS('content-visibility', 'auto');
      await page.emulateMedia({ media: 'print' });
      await expect(last).toHaveCSS('content-visibility', 'visible');
      await page.emulateMedia({ media: 'screen' });
    }
  });
});
