import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { buildEmptyApp } from '../support/empty-app.ts';
import { slowDown } from '../support/slow-down.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

const READY_TIMEOUT_MS = 60_000;

declare global {
  interface Window {
    benchEmptyMs?: number;
  }
}

export interface EmptyPage {
  /** Opens it in a fresh tab of a slowed-down page: from the start of the navigation to the task after its frame. */
  readonly readyMs: (newPage: () => Promise<Page>) => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** One empty page of the framework that the app is made with, its scripts in the browser's cache as the app's are. */
export const serveEmptyPage = async (): Promise<EmptyPage> => {
  const { page: html, client } = buildEmptyApp();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname === '/' ? html : join(client, pathname);
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const cache = pathname.includes('/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    response.writeHead(200, { 'content-type': type, 'cache-control': cache }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    readyMs: async (newPage) => {
      const page = await newPage();
      try {
        await page.addInitScript(() => {
          const observer = new MutationObserver(() => {
            if (document.querySelector('[data-empty]') === null) return;
            observer.disconnect();
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => {
                window.benchEmptyMs = performance.now();
                port1.close();
              };
              port2.postMessage(undefined);
            });
          });
          observer.observe(document, { subtree: true, childList: true });
        });
        await slowDown(page);
        await page.goto(origin, { waitUntil: 'commit' });
        const noted = await page.waitForFunction(() => window.benchEmptyMs, undefined, {
          timeout: READY_TIMEOUT_MS,
        });
        return (await noted.jsonValue()) ?? Number.NaN;
      } finally {
        await page.close();
      }
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
