import { brotliCompressSync } from 'node:zlib';
import { atMost, type BenchRow } from '../bench.ts';
import { bundle } from './bundle.ts';

const ENGINE = ['src/lib/forms/compile.ts', 'src/lib/form-view/FormState.svelte.ts'];
const view = (name: string): string => `src/lib/form-view/${name}.svelte`;
/** What the questionnaire of a guardian's tablet imports. */
const GUARDIAN = [view('GuardianForm'), view('ReviewPage')];
const IN_ONE_PIECE = [view('ScrollForm'), view('StaffForm')];

/** The framework is counted as the floor of the page, once, by the bench of page bytes; the messages are the app's. */
const COUNTED_ELSEWHERE = [/^svelte(?:\/|$)/, /i18n\/ja(?:\/|\.ts$)/];

const kilobytesOf = async (entries: readonly string[]): Promise<number> => {
  const { code, styles } = await bundle(entries, COUNTED_ELSEWHERE);
  const brotli = (text: string): number => (text === '' ? 0 : brotliCompressSync(Buffer.from(text)).length);
  return (brotli(code) + brotli(styles)) / 1000;
};

/**
 * JS and CSS that a form needs over and above the framework, `app.css` and the messages: everything in the module
 * graph of the engine and the layouts. What they load later, such as FHIRPath, is not in it.
 */
export const rendererBytesRows = async (): Promise<readonly BenchRow[]> => [
  {
    name: 'form engine with the renderer for guardians, JS + CSS',
    unit: 'kB brotli',
    value: await kilobytesOf([...ENGINE, ...GUARDIAN]),
    budgets: [atMost(40)],
  },
  {
    name: 'the same with the layouts in one piece',
    unit: 'kB brotli',
    value: await kilobytesOf([...ENGINE, ...GUARDIAN, ...IN_ONE_PIECE]),
    budgets: [],
  },
  {
    name: 'of it, the engine',
    unit: 'kB brotli',
    value: await kilobytesOf(ENGINE),
    budgets: [],
  },
];
