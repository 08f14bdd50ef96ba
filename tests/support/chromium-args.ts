import { findBrowser } from '../../scripts/find-browser.ts';

/**
 * What Chromium does not do in tests. A switch replaces the one that Playwright gives, so the first of these are
 * Playwright's own. The last ones are the browser's address bar: it is made of some hundred modules of its own, which
 * every new window loads and runs beside the page that is tested.
 */
const DISABLED_FEATURES: readonly string[] = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
];

/** How every Chromium of the tests is started: no sandbox in containers, no GPU, no traffic of its own. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${DISABLED_FEATURES.join(',')}`,
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
