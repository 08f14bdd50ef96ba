import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { BenchTablet } from './bench-tablet.ts';
import { brotliBytes } from './page-bytes.ts';

const SCRIPT_OR_STYLE = /^\/_app\/.*\.(?:js|css)$/;

/** Collects the paths of all scripts and styles that the page asks for from now on. */
const collect = (page: Page): Set<string> => {
  const paths = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (SCRIPT_OR_STYLE.test(pathname)) paths.add(pathname);
  });
  return paths;
};

/**
 * Brotli bytes of the scripts and styles that a fresh tab asks for from opening the guardian page to its first
 * question; those that the camera brings are counted apart. Rejects when the page asks for none.
 */
export const loadedBytes = async (
  tablet: BenchTablet,
  client: string,
): Promise<{ readonly toQuestion: number; readonly byCamera: number }> => {
  const bytesOf = (paths: Iterable<string>): number =>
    [...paths].reduce((sum, path) => sum + brotliBytes(join(client, path)), 0);
  await tablet.reopen();
  const page = await tablet.newPage();
  const asked = collect(page);
  const kiosk = tablet.kiosk(page);
  await kiosk.open();
  await page.getByRole('button', { name: 'はじめる' }).waitFor();
  const toWelcome = new Set(asked);
  if (toWelcome.size === 0) throw new Error('the page asked for no scripts');
  await kiosk.showTicket();
  const toChild = new Set(asked);
  await kiosk.confirmChild();
  const byCamera = new Set([...toChild].filter((path) => !toWelcome.has(path)));
  const toQuestion = [...asked].filter((path) => !byCamera.has(path));
  return { toQuestion: bytesOf(toQuestion), byCamera: bytesOf(byCamera) };
};
