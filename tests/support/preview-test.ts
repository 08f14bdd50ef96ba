import { BuildServer } from './build-server.ts';
import { PreviewPage } from './preview-page.ts';
import { expect, test as base } from './watched-test.ts';

/** The watched `test` with `/preview` open before each test; one fails, too, when the page was surprised by anything. */
export const test = base.extend<{ preview: PreviewPage }, { server: BuildServer }>({
  server: [
    async ({ browserName: _ }, use) => {
      const server = await BuildServer.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  preview: [
    async ({ page, server }, use) => {
      const preview = new PreviewPage(page);
      await preview.open(server.origin);
      await use(preview);
      expect(preview.surprises).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
