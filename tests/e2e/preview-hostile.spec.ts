import { HubProcess } from '../support/hub-process.ts';
import { aForm, type ItemJson, PreviewPage } from '../support/preview-page.ts';
import { expect, test } from '../support/watched-test.ts';

const HOSTILE = '<img src=x onerror="alert(1)"><script>alert(1)</script>';
const NAME: ItemJson = { linkId: 'name', type: 'string', text: 'お名前', required: true };
const COUNT: ItemJson = { linkId: 'count', type: 'integer', text: '人数' };
const UNKNOWN = [{ url: 'https://example.org/unknown', valueString: 'x' }];

const nested = (depth: number): ItemJson => ({
  linkId: `g${depth}`,
  type: 'group',
  text: `層${depth}`,
  item: [depth === 1 ? NAME : nested(depth - 1)],
});

test.describe('trying what is no form, or a hostile one', () => {
  let hub: HubProcess;
  let preview: PreviewPage;

  test.beforeAll(async () => {
    hub = await HubProcess.start({ DEMO: '0' });
  });

  test.afterAll(async () => {
    await hub.dispose();
  });

  test.beforeEach(async ({ page }) => {
    preview = new PreviewPage(page);
    await preview.open(hub.origin);
  });

  test.afterEach(() => {
    expect(preview.surprises).toEqual([]);
  });

  const notJson: readonly (readonly [what: string, bytes: Buffer, said: string])[] = [
    ['a text that is no JSON', Buffer.from('{\n  "a": 1,\n  oops'), '3行目の3文字目'],
    ['another encoding', Buffer.from([0x22, 0x82, 0xa0, 0x22]), 'UTF-8ではありません'],
    ['an empty file', Buffer.from(''), 'JSONとして読めません'],
    ['a deep nesting of nothing', Buffer.from('['.repeat(200_000)), 'JSONとして読めません'],
    ['a file that is too large', Buffer.alloc(20_000_001, ' '), 'ファイルが大きすぎます'],
  ];
  for (const [what, bytes, said] of notJson) {
    test(`stays usable after ${what}`, async ({ page }) => {
      await preview.choose(bytes);
      await expect(page.getByRole('alert')).toContainText(said);
      await preview.load(aForm([NAME]));
    });
  }

  const refused: readonly (readonly [what: string, text: string, code: string])[] = [
    ['another resource', '{"resourceType":"Patient"}', 'not-a-questionnaire'],
    ['no resource', '[1, 2]', 'not-a-questionnaire'],
    ['a form of R5', aForm([{ linkId: 'a', type: 'coding', text: 'x' }]), 'other-fhir-version'],
    [
      'a form of STU3',
      aForm([{ linkId: 'a', type: 'choice', option: [{ valueString: 'x' }] }]),
      'other-fhir-version',
    ],
    [
      'too many items',
      aForm(Array.from({ length: 10_001 }, (_, at) => ({ ...COUNT, linkId: `i${at}` }))),
      'too-large',
    ],
    ['50 levels', aForm([nested(50)]), 'too-deep'],
  ];
  for (const [what, text, code] of refused) {
    test(`refuses ${what} with a reason`, async ({ page }) => {
      await preview.choose(text);
      await expect(page.getByRole('alert')).toContainText('この様式は使えません');
      await expect(page.locator(`[data-code="${code}"]`).first()).toBeVisible();
      await preview.load(aForm([NAME]));
    });
  }

  test('shows scripts in labels as the text they are', async ({ page }) => {
    const rendering = 'http://hl7.org/fhir/StructureDefinition/rendering';
    const _text = {
      extension: [
        { url: `${rendering}-markdown`, valueMarkdown: `${HOSTILE} [x](javascript:alert(1)) ![y](x)` },
      ],
    };
    const xhtml = { extension: [{ url: `${rendering}-xhtml`, valueString: `<div>${HOSTILE}</div>` }] };
    await preview.load(
      aForm(
        [
          { linkId: 'm', type: 'display', text: HOSTILE, _text },
          { linkId: 'x', type: 'display', text: HOSTILE, _text: xhtml },
          { ...NAME, text: HOSTILE, extension: UNKNOWN },
          { linkId: '__proto__', type: 'integer', text: 'proto' },
        ],
        { title: HOSTILE },
      ),
    );
    for (const layout of ['guardian', 'staff', 'paged'] as const) await preview.layout(layout);
    await page.getByRole('button', { name: '問題を見る' }).click();
    await expect(page.getByTestId('form-problems')).toContainText('<script>alert(1)</script>');
    expect(await page.evaluate(() => document.querySelectorAll('main script, main img').length)).toBe(0);
  });

  test('draws 5 MB of text and 10,000 items without giving up', async ({ page }) => {
    test.setTimeout(120_000);
    await preview.load(aForm([{ ...NAME, text: 'あ'.repeat(1_700_000) }]));
    await expect(preview.item('name').getByRole('textbox')).toBeVisible();
    const many = Array.from({ length: 10_000 }, (_, at) => ({ ...COUNT, linkId: `i${at}` }));
    await preview.load(aForm(many));
    await expect(page.getByText('10000項目')).toBeVisible();
    await preview.item('i0').getByRole('textbox').fill('4');
    await preview.answers([{ linkId: 'i0', answer: [{ valueInteger: 4 }] }]);
  });
});
