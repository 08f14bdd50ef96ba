import { describe, expect, it } from 'vitest';
import { openForm } from '$lib/form-view/open-form.ts';
import { prefill } from '$lib/tablet/trial/prefill.ts';
import { sampleData } from './sample-data.ts';
import sampleForm from './sample-form.json' with { type: 'json' };
import { SAMPLE_URL } from './sample-url.ts';

const NOW = new Date('2026-11-21T10:00:00+09:00');

const opened = async () => {
  const { form, problems } = await openForm(new TextEncoder().encode(JSON.stringify(sampleForm)));
  if (form === undefined) throw new Error('the sample can be used');
  return { form, problems };
};

describe('the sample form', () => {
  it('has nothing that is not understood', async () => {
    const { form, problems } = await opened();
    expect(problems).toEqual([]);
    expect(form.url).toBe(SAMPLE_URL);
  });

  it('is all there in both languages, the translation marked as not reviewed', async () => {
    const { form } = await opened();
    expect(form.languages).toEqual(['ja', 'en']);
    expect([...form.unreviewed]).toEqual(['en']);
    expect(form.items.filter(({ text }) => text['en'] === undefined)).toEqual([]);
  });

  it('is filled in from its sample data without anything left', async () => {
    const { form } = await opened();
    const found = prefill(form, sampleData(NOW.toISOString()), NOW);
    expect(found?.problems).toEqual([]);
    expect(found?.answers.get('child.birth')).toEqual([{ type: 'date', value: '2025-04-12' }]);
    expect(found?.answers.get('size.weight')).toEqual([{ type: 'decimal', value: 8.6 }]);
  });
});
