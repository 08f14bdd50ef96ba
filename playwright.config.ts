import { defineConfig } from '@playwright/test';
import { launchOptions } from './tests/support/chromium-args.ts';

export default defineConfig({
  testDir: 'tests',
  testMatch: ['e2e/**/*.spec.ts', 'faults/**/*.spec.ts'],
  outputDir: 'test-results',
  reporter: [['list']],
  // A test that passes only at the second try has found something.
  retries: 0,
  // Every test has its own hub and often its own browser; two cores carry one at a time.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1080, height: 810 },
    trace: 'retain-on-failure',
    actionTimeout: 20_000,
    launchOptions: launchOptions(),
  },
});
