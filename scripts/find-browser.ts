import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

const FIXED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const starts = (path: string): boolean => {
  if (!existsSync(path)) return false;
  // Asking Chrome for its version opens a window on Windows; there its being installed must do.
  if (process.platform === 'win32') return true;
  try {
    return /\d+\.\d+/.test(
      execFileSync(path, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
    );
  } catch {
    return false;
  }
};

/**
 * The Chromium to test with: `CHROMIUM_PATH`, else one that is installed, else Playwright's own download.
 * `undefined` when none of them starts.
 */
export const findBrowser = (): string | undefined => {
  const given = process.env['CHROMIUM_PATH'];
  const inPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const candidates = [
    ...(given === undefined ? [] : [given]),
    ...inPath,
    ...FIXED,
    chromium.executablePath(),
  ];
  return candidates.find(starts);
};
