import { describe, expect, it } from 'vitest';
import { plainText } from '../../forms/rich-text/plain-text.ts';
import type { LabelSource } from '../view.ts';
import { needsParser, withReadings } from './rich-source.ts';
import { richTree } from './rich-tree.ts';

const source = (over: Partial<LabelSource>): LabelSource => ({
  text: '1. 名前',
  words: '名前',
  rich: {},
  language: 'ja',
  isBase: true,
  beside: undefined,
  ...over,
});

describe('a text with form', () => {
  it('is its plain words where its author gave nothing for the language shown', async () => {
    const english = source({
      words: 'Name',
      language: 'en',
      isBase: false,
      rich: { xhtml: '<div>名<b>前</b></div>', ruby: { ja: '名前《なまえ》' }, markdown: { ja: '**名前**' } },
    });
    expect(plainText(await richTree(english))).toBe('Name');
  });

  it('has its readings, also for a regional form of the language, and takes no parser for them', () => {
    const read = source({ rich: { ruby: { ja: '名前《なまえ》' } }, language: 'ja-JP' });
    expect(needsParser(read)).toBe(false);
    expect(withReadings(read)).toEqual([{ kind: 'ruby', base: '名前', reading: 'なまえ' }]);
  });

  it('is drawn from XHTML before markdown', async () => {
    const both = source({ rich: { xhtml: '<div>あ<b>い</b></div>', markdown: { ja: 'う' } } });
    expect(plainText(await richTree(both))).toBe('あい');
  });

  it('is drawn from the markdown of the language shown', async () => {
    const markdown = { ja: '**名前**', en: '*Name*' };
    const [block] = await richTree(
      source({ words: 'Name', language: 'en-GB', isBase: false, rich: { markdown } }),
    );
    expect(block).toMatchObject({ kind: 'paragraph', children: [{ kind: 'em' }] });
  });

  it('takes a style, and leaves out one that says nothing allowed', async () => {
    const [bold] = await richTree(source({ rich: { style: 'font-weight: bold' } }));
    expect(bold).toMatchObject({ children: [{ kind: 'styled', style: { bold: true } }] });
    const [fixed] = await richTree(source({ rich: { style: 'position: fixed' } }));
    expect(fixed).toMatchObject({ children: [{ kind: 'text' }] });
  });
});
