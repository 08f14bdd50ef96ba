import type { BrowserContext, ConsoleMessage } from '@playwright/test';
import { DEMO_CHILDREN, DEMO_STAFF } from '../../src/lib/server/demo/demo-people.ts';

/** What pages say to the watch, through the console: the one way out that no policy of a page closes. */
const MARK = '[watch] ';

/** Chromium's own words for what a policy refused, in pages and in workers. */
const REFUSED = /Content Security Policy|Trusted ?(?:HTML|ScriptURL|Script)\b|TrustedTypePolicy/;

/** Everybody whom the demo knows: names as written and without spaces, in characters and in kana. */
const PEOPLE: readonly string[] = [...DEMO_CHILDREN, ...DEMO_STAFF].flatMap(({ name, kana }) =>
  [name, kana].flatMap((written) => [written, written.replaceAll(/\s/g, '')]),
);

/** Names that stand in a text, percent-encoded or not. */
const peopleIn = (text: string): readonly string[] => {
  let decoded = text;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    // No encoding of a URL: then it is read as it is.
  }
  return PEOPLE.filter((name) => text.includes(name) || decoded.includes(name));
};

/** Runs in every page before its own scripts. */
const reportFromPage = (mark: string): void => {
  const say = (what: string): void => {
    console.debug(`${mark}${what}`);
  };
  addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
    say(`violation ${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber} ${sample}`);
  });
  const title = Object.getOwnPropertyDescriptor(Document.prototype, 'title');
  Object.defineProperty(Document.prototype, 'title', {
    ...title,
    set(this: Document, value: string) {
      say(`title ${value}`);
      title?.set?.call(this, value);
    },
  });
  const board = (globalThis as { Clipboard?: typeof Clipboard }).Clipboard?.prototype;
  const write = (board as { writeText?: (this: Clipboard, text: string) => Promise<void> } | undefined)
    ?.writeText;
  if (board !== undefined && write !== undefined) {
    board.writeText = function (text) {
      say(`clipboard ${text}`);
      return write.call(this, text);
    };
  }
  const Native = (globalThis as { Notification?: typeof Notification }).Notification;
  if (Native !== undefined) {
    globalThis.Notification = class extends Native {
      constructor(text: string, options?: NotificationOptions) {
        say(`notification ${text} ${options?.body ?? ''}`);
        super(text, options);
      }
    };
  }
};

const isOwn = (url: URL): boolean =>
  ['blob:', 'data:', 'about:'].includes(url.protocol) || ['127.0.0.1', 'localhost'].includes(url.hostname);

/** What a browser did while tests ran in it. */
export interface Watched {
  /** What must not happen: refusals of a policy, requests to strangers, names where they do not belong. */
  readonly offences: readonly string[];
  /** Requests by origin. */
  readonly requests: ReadonlyMap<string, number>;
  /** Different titles and addresses that were looked at. */
  readonly seen: ReadonlySet<string>;
}

/**
 * Watches browser contexts: every refusal of a Content-Security-Policy or of Trusted Types, every request that leaves
 * this machine, and every title, address, clipboard text, notification and console line with the name of a person.
 */
export class Watch implements Watched {
  readonly offences: string[] = [];
  readonly requests = new Map<string, number>();
  readonly seen = new Set<string>();

  /** Resolves when every page that is opened from now on is watched. */
  async context(context: BrowserContext): Promise<void> {
    context.on('console', (message) => {
      this.#hear(message);
    });
    context.on('request', (request) => {
      const url = new URL(request.url());
      this.requests.set(url.origin, (this.requests.get(url.origin) ?? 0) + 1);
      if (!isOwn(url)) this.offences.push(`a request to ${url.origin}`);
      this.#look('address', request.url());
    });
    context.on('page', (page) => {
      page.on('framenavigated', (frame) => {
        this.#look('address', frame.url());
      });
      page.on('load', () => {
        page.title().then(
          (title) => {
            this.#look('title', title);
          },
          () => undefined,
        );
      });
    });
    await context.addInitScript(reportFromPage, MARK);
  }

  /** What has happened since it was last taken. */
  take(): Watched {
    const taken = {
      offences: [...this.offences],
      requests: new Map(this.requests),
      seen: new Set(this.seen),
    };
    this.offences.length = 0;
    this.requests.clear();
    this.seen.clear();
    return taken;
  }

  #hear(message: ConsoleMessage): void {
    const text = message.text();
    if (text.startsWith(`${MARK}violation`)) this.offences.push(text.slice(MARK.length));
    else if (text.startsWith(MARK)) this.#look('shown outside the page', text.slice(MARK.length));
    else if (REFUSED.test(text)) this.offences.push(text);
    else this.#look('console', text);
  }

  #look(where: string, text: string): void {
    this.seen.add(`${where} ${text}`);
    for (const name of peopleIn(text)) this.offences.push(`${where} with the name ${name}`);
  }
}

/** The one of this process: contexts of the runner's browser and of tablets' own profiles report to it. */
export const watch = new Watch();
