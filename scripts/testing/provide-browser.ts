import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from '../find-browser.ts';

const attempt = (program: string, ...args: string[]): boolean => {
  console.log(`  ${program} ${args.join(' ')}`);
  return (
    spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  );
};

const isRootOnDebian = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * A Chromium that starts: one that is there, else Playwright's download, else Debian's package where this process may
 * install it. `undefined` when all of that fails.
 */
export const provideBrowser = (): string | undefined => {
  const present = findBrowser();
  if (present !== undefined) return present;
  console.log('No Chromium found; fetching one.');
  if (attempt('playwright', 'install', 'chromium')) {
    const downloaded = findBrowser();
    if (downloaded !== undefined) return downloaded;
  }
  if (isRootOnDebian() && attempt('apt-get', 'update', '-q')) {
    attempt('apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  }
  return findBrowser();
};
