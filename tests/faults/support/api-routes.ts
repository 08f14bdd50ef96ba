import { readdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Hub } from '../../../src/lib/server/hub.ts';

const SRC = new URL('../../../src/', import.meta.url);
const API = new URL('routes/api/', SRC);

// The endpoints name the app's rooms by the framework's alias.
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier.startsWith('$lib/')
      ? nextResolve(new URL(specifier.replace('$lib/', 'lib/'), SRC).href, context)
      : nextResolve(specifier, context),
});

interface Event {
  readonly locals: { readonly hub: Hub };
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly getClientAddress: () => string;
}

type Handler = (event: Event) => Response | Promise<Response>;

interface Route {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly handlers: Readonly<Record<string, unknown>>;
}

/** Where a request comes from when nothing else is told. */
const ADDRESS = '192.0.2.1';

/** A route's folder as a pattern of its path, as the framework reads it. */
const patternOf = (folder: string): { pattern: RegExp; names: string[] } => {
  const names: string[] = [];
  const source = folder
    .split('/')
    .map((part) => {
      const [, rest, name] = /^\[(\.\.\.)?(\w+)\]$/.exec(part) ?? [];
      if (name === undefined) return part;
      names.push(name);
      return rest === undefined ? '([^/]+)' : '(.*)';
    })
    .join('/');
  return { pattern: new RegExp(`^/api/${source}$`), names };
};

/** Plain routes before those with parameters, and the one that takes the rest last. */
const inOrder = (left: string, right: string): number => {
  const weight = (folder: string): number => (folder.includes('[...') ? 2 : folder.includes('[') ? 1 : 0);
  return weight(left) - weight(right) || (left < right ? -1 : 1);
};

/** The hub's endpoints as they stand under `src/routes/api`, without the web framework around them. */
export const apiRoutes = async (): Promise<
  (hub: Hub, request: Request, address?: string) => Response | Promise<Response>
> => {
  const folders = readdirSync(fileURLToPath(API), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('+server.ts'))
    .map((file) => file.replace(/\/?\+server\.ts$/, ''))
    .sort(inOrder);
  const routes: readonly Route[] = await Promise.all(
    folders.map(async (folder) => {
      const file = pathToFileURL(`${fileURLToPath(API)}${folder}/+server.ts`).href;
      return { ...patternOf(folder), handlers: (await import(file)) as Record<string, unknown> };
    }),
  );
  return (hub, request, address = ADDRESS) => {
    const url = new URL(request.url);
    for (const { pattern, names, handlers } of routes) {
      const match = pattern.exec(url.pathname);
      if (match === null) continue;
      const handler = (handlers[request.method] ?? handlers['fallback']) as Handler | undefined;
      if (handler === undefined) return new Response('method not allowed', { status: 405 });
      const params = Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
      return handler({ locals: { hub }, request, url, params, getClientAddress: () => address });
    }
    return new Response('not found', { status: 404 });
  };
};
