// The demo municipality. As a command it seeds and prints what was seeded as JSON, with a fresh enrolment code:
//   node scripts/demo.ts
import { fileURLToPath } from 'node:url';
import { seedDemo } from '../src/lib/server/demo/seed-demo.ts';
import { fail, hubEnv, openHub } from './hub/open-hub.ts';

export { seedDemo, type DemoInfo } from '../src/lib/server/demo/seed-demo.ts';

const main = async (): Promise<void> => {
  const hub = await openHub(hubEnv());
  try {
    const demo = await seedDemo(hub);
    if (demo === undefined) throw new Error('this hub has a municipality of its own: no demo data');
    console.log(JSON.stringify(demo, undefined, 2));
  } finally {
    await hub.close();
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await main().catch(fail);
