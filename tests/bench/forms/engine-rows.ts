import type { Page } from '@playwright/test';
import { SLOW_DOWN } from '../support/slow-down.ts';
import type { BenchRow } from '../bench.ts';
import { median } from '../support/samples.ts';
import type { BenchServer } from './bench-server.ts';
import { bundle } from './bundle.ts';
import type { compiled, filled } from './engine-entry.ts';
import { FILLED, filledResponse } from './filled-response.ts';
import type { QuestionnaireJson } from './form-json.ts';
import type { Place } from './measure-form.ts';

const RUNS = 9;

interface Engine {
  readonly e0: { readonly compiled: typeof compiled; readonly filled: typeof filled };
}

const slowed = async ({ newPage }: Place): Promise<Page> => {
  const page = await newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
  return page;
};

interface EngineTimes {
  readonly compileMs: readonly number[];
  readonly respondMs: readonly number[];
  readonly answers: number;
}

const timeEngine = async (place: Place, name: string, response: object): Promise<EngineTimes> => {
  const page = await slowed(place);
  try {
    await page.goto(`${place.origin}/blank`);
    return await page.evaluate(
      async ({ path, script, given, runs }) => {
        const { e0: engine } = (await import(script)) as Engine;
        const questionnaire: unknown = await (await fetch(path)).json();
        const time = (work: () => unknown): number => {
          const started = performance.now();
          work();
          return performance.now() - started;
        };
        const form = engine.filled(questionnaire, given);
        const times = (work: () => unknown): number[] => Array.from({ length: runs }, () => time(work));
        return {
          compileMs: times(() => engine.compiled(questionnaire)),
          respondMs: times(() => form.respond()),
          answers: form.respond().split('"answer":').length - 1,
        };
      },
      { path: `/forms/${name}.json`, script: '/scripts/engine.js', given: response, runs: RUNS },
    );
  } finally {
    await page.close();
  }
};

const timeFloor = async (
  place: Place,
  name: string,
): Promise<{ readonly respondMs: readonly number[]; readonly answers: number }> => {
  const page = await slowed(place);
  try {
    await page.goto(`${place.origin}/floor/guardian/${name}`);
    await page.waitForSelector('[data-form-ready]');
    return await page.evaluate(
      ({ filling, runs }) => {
        const type = (input: HTMLInputElement | HTMLTextAreaElement, value: string): void => {
          input.value = value;
          input.dispatchEvent(new Event('input', { bubbles: true }));
        };
        for (const item of document.querySelectorAll('[data-form-ready] .item')) {
          const own = item.querySelector(':scope > fieldset, :scope > .field');
          const first = own?.querySelector<HTMLInputElement>('input, textarea');
          if (!first) continue;
          if (first.type === 'radio' || first.type === 'checkbox') first.click();
          else if (first.classList.contains('number')) type(first, String(filling.number));
          else if (first.classList.contains('year')) {
            const boxes = own?.querySelectorAll<HTMLInputElement>('input') ?? [];
            filling.date.split('-').forEach((part, index) => {
              const box = boxes[index];
              if (box !== undefined) type(box, part);
            });
          } else type(first, filling.text);
        }
        const respond = window.floorResponse;
        if (respond === undefined) throw new Error('no floor');
        const respondMs = Array.from({ length: runs }, () => {
          const started = performance.now();
          respond();
          return performance.now() - started;
        });
        return { respondMs, answers: respond().split('"answer":').length - 1 };
      },
      { filling: FILLED, runs: RUNS },
    );
  } finally {
    await page.close();
  }
};

/**
 * What the engine takes without a screen, in the slowed-down browser, with every question answered. The floor of the
 * response is the hand-written page's; both must have written down as many answers, or one of them asks wrongly.
 */
export const engineRows = async (
  place: Place,
  server: BenchServer,
  forms: readonly (readonly [string, QuestionnaireJson])[],
): Promise<readonly BenchRow[]> => {
  const { code } = await bundle(['tests/bench/forms/engine-entry.ts'], []);
  server.offerScript('engine', code);
  const rows: BenchRow[] = [];
  for (const [name, form] of forms) {
    const engine = await timeEngine(place, name, filledResponse(form));
    const floor = await timeFloor(place, name);
    if (engine.answers !== floor.answers) {
      throw new Error(`the engine wrote ${engine.answers} answers of ${name}, the floor ${floor.answers}`);
    }
    const title = `engine, ${name.replace('checkup-', '')} items`;
    rows.push(
      {
        name: `${title}: compile the Questionnaire`,
        unit: 'ms',
        value: median(engine.compileMs),
        budgets: [],
      },
      {
        name: `${title}: evaluate and write the whole response (${engine.answers} answers)`,
        unit: 'ms',
        value: median(engine.respondMs),
        floor: median(floor.respondMs),
        budgets: [],
      },
    );
  }
  return rows;
};
