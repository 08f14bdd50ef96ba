import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const STATIC = fileURLToPath(new URL('../../static', import.meta.url));

interface Picture {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
  readonly form_factor?: string;
}

interface Manifest {
  readonly id: string;
  readonly scope: string;
  readonly start_url: string;
  readonly display: string;
  readonly icons: readonly Picture[];
  readonly screenshots: readonly Picture[];
  readonly shortcuts: readonly { readonly url: string; readonly icons: readonly Picture[] }[];
}

const manifest = JSON.parse(readFileSync(`${STATIC}/manifest.webmanifest`, 'utf8')) as Manifest;

/** Width and height from the IHDR chunk of a PNG file. */
const pngSize = (path: string): string => {
  const bytes = readFileSync(path);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
};

const pictures = [
  ...manifest.icons,
  ...manifest.screenshots,
  ...manifest.shortcuts.flatMap(({ icons }) => icons),
];

describe('the web app manifest', () => {
  it('has a fixed identity, so that the start address can change without a second installation', () => {
    expect(manifest).toMatchObject({ id: '/', scope: '/', display: 'standalone' });
    expect(manifest.start_url.startsWith(manifest.scope)).toBe(true);
  });

  it.each(pictures.map((picture) => [picture.src, picture] as const))(
    '%s has the size it claims',
    (src, picture) => {
      expect(existsSync(`${STATIC}${src}`)).toBe(true);
      expect(pngSize(`${STATIC}${src}`)).toBe(picture.sizes);
    },
  );

  it('has the icons that installing asks for', () => {
    const kinds = manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose ?? 'any'}`);
    expect(kinds).toEqual(
      expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable', '512x512 monochrome']),
    );
    expect(pngSize(`${STATIC}/icons/apple-touch-icon.png`)).toBe('180x180');
  });

  it('has a wide and a narrow screenshot', () => {
    expect(manifest.screenshots.map(({ form_factor }) => form_factor).sort()).toEqual(['narrow', 'wide']);
  });
});
