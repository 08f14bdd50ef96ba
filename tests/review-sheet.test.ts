import { describe, expect, it } from 'vitest';
import { sheetHtml } from '../scripts/review-sheet/sheet-html.ts';
import { questionnaireOf } from '../src/lib/catalog/questionnaire-of.ts';

const FORM = await questionnaireOf('infant-3-4m', 'questionnaire');

describe('the review sheet', () => {
  it('has a numbered row for every question, with its label for staff', () => {
    const sheet = sheetHtml(FORM, ['ja']);
    expect(sheet.match(/<td class="number">\d+<\/td>/g)).toHaveLength(39);
    expect(sheet).toContain('head-control｜首すわり');
  });

  it('says conditions by number and answer', () => {
    expect(sheetHtml(FORM, ['ja'])).toContain('問2が「はい」のとき');
    expect(sheetHtml(FORM, ['ja'])).not.toContain('head-control = reached');
  });

  it('marks the answers that are a reason to look, and only those', () => {
    const sheet = sheetHtml(FORM, ['ja', 'en']);
    expect(sheet).toContain('<li class="concern">まだ / Not yet</li>');
    expect(sheet).toContain('<li>はい / Yes</li>');
  });

  it('shows only the languages asked for', () => {
    expect(sheetHtml(FORM, ['ja'])).not.toContain('To begin');
    expect(sheetHtml(FORM, ['en'])).not.toContain('赤ちゃんのようす');
  });

  it('writes text as text', () => {
    const hostile = { ...FORM, title: '<script>alert(1)</script>' };
    expect(sheetHtml(hostile)).not.toContain('<script>');
  });
});
