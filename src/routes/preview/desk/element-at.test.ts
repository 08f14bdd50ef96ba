import { describe, expect, it } from 'vitest';
import { elementAt } from './element-at.ts';

const FORM = {
  resourceType: 'Questionnaire',
  item: [
    {
      linkId: 'g',
      text: '体のこと',
      item: [
        { linkId: 'w', text: '体重', type: 'weight', extension: [{ url: 'https://example.org/x' }] },
        { text: 'linkIdなし' },
      ],
    },
  ],
};

describe('elementAt', () => {
  it('names the innermost item and the extension', () => {
    expect(elementAt(FORM, 'item[0].item[0].extension[0]')).toEqual({
      linkId: 'w',
      text: '体重',
      detail: 'https://example.org/x',
    });
  });

  it('gives a short value as it stands there', () => {
    expect(elementAt(FORM, 'item[0].item[0].type')).toEqual({ linkId: 'w', text: '体重', detail: 'weight' });
  });

  it('names the item where an element is missing', () => {
    expect(elementAt(FORM, 'item[0].item[1].linkId')).toEqual({ text: 'linkIdなし' });
    expect(elementAt(FORM, 'item[0].answerOption')).toEqual({ linkId: 'g', text: '体のこと' });
  });

  it('keeps the address of an extension whose value is missing', () => {
    expect(elementAt(FORM, 'item[0].item[0].extension[0].valueString').detail).toBe('https://example.org/x');
  });

  it.each([
    '',
    'url',
    'item[9].item[3]',
    '__proto__.constructor',
    'item[0].constructor',
    '[[[',
    'Bundle.entry[1]',
  ])('finds nothing foreign at %j', (path) => {
    expect(elementAt(FORM, path).detail).toBeUndefined();
  });

  it.each([undefined, null, 3, 'x', []])('finds nothing in %j', (source) => {
    expect(elementAt(source, 'item[0].linkId')).toEqual({});
  });

  it('cuts long texts off', () => {
    const long = { item: [{ linkId: 'a', text: 'あ'.repeat(5_000_000) }] };
    expect(elementAt(long, 'item[0].text').text?.length).toBeLessThan(100);
    expect(elementAt(long, 'item[0].text').detail?.length).toBeLessThan(200);
  });
});
