import { describe, expect, it } from 'vitest';
import { controls } from '../../i18n/ja/controls.ts';
import { kindsText, takesFile, takesPhotos } from './file-limits.ts';

describe('what files an item takes', () => {
  it.each([
    [[], 'application/pdf', true],
    [['image/*'], 'image/png', true],
    [['image/*'], 'application/pdf', false],
    [['application/pdf', 'image/jpeg'], 'image/jpeg', true],
    [['image/jpeg'], 'image/png', false],
    [['image/jpeg'], '', false],
  ])('%j of %s: %s', (types, type, takes) => {
    expect(takesFile(types, type)).toBe(takes);
  });

  it('offers the camera only where a photo may be handed in', () => {
    expect(takesPhotos({ mimeTypes: [] })).toBe(true);
    expect(takesPhotos({ mimeTypes: ['application/pdf'] })).toBe(false);
  });

  it('says the kinds in words', () => {
    expect(kindsText(['image/*', 'application/pdf', 'image/svg+xml'], controls.file)).toBe(
      '写真・画像・PDF・SVG',
    );
    expect(kindsText([], controls.file)).toBeUndefined();
  });
});
