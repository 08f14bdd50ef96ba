// Draws every icon of the app from scripts/mark.svg. Run after changing the mark: `node scripts/icons.ts`.

import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findBrowser } from './find-browser.ts';

interface Icon {
  readonly file: string;
  readonly size: number;
  /** Corner radius as a share of the size. Masks and iOS cut their own corners from a full square. */
  readonly radius: number;
  /** Size of the mark as a share of the icon. */
  readonly scale: number;
  /** Monochrome icons keep only the shape; the system chooses the colour. */
  readonly monochrome?: true;
}

const ICONS: readonly Icon[] = [
  { file: 'icon-192.png', size: 192, radius: 0.22, scale: 1.08 },
  { file: 'icon-512.png', size: 512, radius: 0.22, scale: 1.08 },
  { file: 'maskable-512.png', size: 512, radius: 0, scale: 0.94 },
  { file: 'monochrome-512.png', size: 512, radius: 0, scale: 1.1, monochrome: true },
  { file: 'apple-touch-icon.png', size: 180, radius: 0, scale: 1.02 },
  { file: 'favicon-32.png', size: 32, radius: 0.22, scale: 1.24 },
];

const mark = readFileSync(new URL('./mark.svg', import.meta.url), 'utf8');

const page = ({ size, radius, scale, monochrome }: Icon): string => `<!doctype html><style>
  html, body { margin: 0; background: transparent; }
  .icon { width: ${size}px; height: ${size}px; overflow: hidden; display: grid; place-items: center;
    border-radius: ${radius * 100}%; background: ${monochrome ? 'transparent' : '#115a36'}; }
  svg { width: ${scale * 100}%; height: ${scale * 100}%; margin: -50%; }
  path { fill: none; stroke-linecap: round; stroke-linejoin: round; }
  .leaf { fill: ${monochrome ? '#000' : '#9bd4b5'}; }
  .stem { stroke: ${monochrome ? '#000' : '#9bd4b5'}; stroke-width: 26; }
  .cradle { stroke: ${monochrome ? '#000' : '#fff'}; stroke-width: 34; }
</style><div class="icon">${mark}</div>`;

const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('No Chromium found: set CHROMIUM_PATH.');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const icon of ICONS) {
    const view = await browser.newPage({ viewport: { width: icon.size, height: icon.size } });
    await view.setContent(page(icon));
    const png = await view.screenshot({ omitBackground: true });
    writeFileSync(new URL(`../static/icons/${icon.file}`, import.meta.url), png);
    await view.close();
    console.log(`static/icons/${icon.file} ${icon.size}x${icon.size} ${png.length} bytes`);
  }
} finally {
  await browser.close();
}
