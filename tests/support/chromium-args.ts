import { findBrowser } from '../../scripts/find-browser.ts';

/** How every Chromium of the tests is started: no sandbox in containers, no GPU, no traffic of its own. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How tests start their browser, with further switches where one needs them. */
export const launchOptions = (
  ...more: readonly string[]
): { readonly args: string[]; readonly executablePath?: string } => {
  const executablePath = findBrowser();
  return {
    args: [...CHROMIUM_ARGS, ...more],
    ...(executablePath === undefined ? {} : { executablePath }),
  };
};
