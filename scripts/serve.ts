// Serves the app and the hub: makes or migrates the store, seeds the demo unless DEMO=0, listens on PORT.
import './form-tables/in-node.ts';
import { existsSync, readFileSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { seedDemo, type DemoInfo } from '../src/lib/server/demo/seed-demo.ts';
import type { HubEnv } from '../src/lib/server/env.ts';
import { hubServer, SCHEME_HEADER } from '../src/lib/server/http/hub-server.ts';
import { killSwitch } from '../src/lib/server/http/kill-switch.ts';
import { pagePolicies } from '../src/lib/server/http/page-policies.ts';
import { starting } from '../src/lib/server/http/starting.ts';
import { fail, hubEnv, openHub } from './hub/open-hub.ts';

const BUILD = fileURLToPath(new URL('../build/', import.meta.url));

/** Open requests may finish within so long after the signal to stop. */
const SHUTDOWN_MS = 5_000;

const versionOfBuild = (): string => {
  const stamp = `${BUILD}stamp.json`;
  if (!existsSync(stamp)) return '';
  return (JSON.parse(readFileSync(stamp, 'utf8')) as { version: string }).version;
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `PORT ${String(port)} is in use: stop the other program or set another PORT`
          : error.code === 'EACCES'
            ? `PORT ${String(port)} may not be used by this user: set another PORT`
            : `cannot listen on PORT ${String(port)}: ${error.code ?? error.message}`;
      reject(new Error(reason));
    });
    server.listen(port, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

const prepare = async (env: HubEnv): Promise<DemoInfo | undefined> => {
  const hub = await openHub(env);
  try {
    return env.demo ? await seedDemo(hub) : undefined;
  } finally {
    await hub.close();
  }
};

/** The app's handler, which composes its own hub. Its settings are read from the environment at import. */
const loadHandler = async (env: HubEnv): Promise<RequestListener> => {
  if (env.origin === undefined) {
    delete process.env['ORIGIN'];
    process.env['PROTOCOL_HEADER'] = SCHEME_HEADER;
  }
  process.env['DATA_DIR'] = env.dataDir;
  process.env['HUB_KEY_FILE'] = env.keyFile;
  // What each path takes is the hub's to say; only a rescue file is as large as this.
  process.env['BODY_SIZE_LIMIT'] ??= '65600K';
  const { handler } = (await import(`${BUILD}handler.js`)) as { handler: RequestListener };
  return handler;
};

const announce = (base: string, env: HubEnv, demo: DemoInfo | undefined): void => {
  const lines = [
    `はぐくみ ${versionOfBuild()}`.trim(),
    '',
    `  タブレット / Tablet       ${base}/`,
    `  ハブの管理画面 / Console  ${base}/hub`,
    `  データ / Data             ${env.dataDir}`,
  ];
  if (demo !== undefined) {
    const { code, expiresAt } = demo.enrolment;
    lines.push(
      '',
      `デモ / Demo: ${demo.municipality.name} ${demo.clinicName}（${demo.date}、受診者 ${String(demo.children)}人）`,
      `  登録コード / Enrolment code  ${code.slice(0, 4)}-${code.slice(4)}  (10分間・1回 / once, until ${expiresAt})`,
      `  管理画面 / Console sign-in   ${demo.console.login}  ${demo.console.password}`,
      ...demo.staff.map(({ title, name, pin }) => `  暗証番号 / PIN  ${pin}  ${title} ${name}`),
      '',
      '  架空のデータです。空のハブは DEMO=0 で / All made up. DEMO=0 starts an empty hub.',
    );
  } else if (env.demo) {
    lines.push(
      '',
      '  このハブには市区町村があるため、デモは用意しません / A real municipality: no demo data.',
    );
  }
  console.log(`\n${lines.join('\n')}\n`);
};

const stopOnSignal = (server: Server): void => {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    server.close(() => {
      process.emit('sveltekit:shutdown' as 'exit', 0);
    });
    server.closeIdleConnections();
    setTimeout(() => {
      server.closeAllConnections();
    }, SHUTDOWN_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
};

const main = async (): Promise<void> => {
  const env = hubEnv();
  if (!existsSync(`${BUILD}handler.js`)) throw new Error('the app is not built yet: run npm start');
  const gate = starting();
  const server = hubServer(gate.listener, {
    policies: pagePolicies(`${BUILD}prerendered`),
    secure: env.origin?.startsWith('https:') === true,
  });
  stopOnSignal(server);
  const port = await listen(server, env.port);
  const demo = await prepare(env);
  const handler = await loadHandler(env);
  gate.open(env.killSwitch ? killSwitch(handler) : handler);
  announce(env.origin ?? `http://localhost:${String(port)}`, env, demo);
};

await main().catch(fail);
