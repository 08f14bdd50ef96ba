import type { Page } from '@playwright/test';
import type { WalkStep } from './walk-facts.ts';

/** What a form showed while it was filled in. */
export interface Filled {
  /** linkIds of the questions that were on screen, in the order in which they came. */
  readonly seen: readonly string[];
  /** Questions whose screen was wider than the tablet. */
  readonly wide: readonly string[];
  /** Questions that were not in the language of the screen. */
  readonly inOtherLanguage: readonly string[];
  /**
   * Words in kana, and in a language without them in Chinese characters, on a screen that is not in Japanese: outside of
   * quotes, of people's names and of what says that it is Japanese.
   */
  readonly japanese: readonly string[];
  /** Steps whose question never came. */
  readonly left: readonly string[];
  /** Where it stopped, and what the screen said, when it came no further. */
  readonly stuck: string | undefined;
}

/**
 * Fills in a form inside the page, as fast as it takes it: every control gets the events that a person's hand makes.
 * One question after the other it presses つぎへ, and again where an answer is asked back; a form in one piece is
 * filled in where it stands.
 * @param names of everybody who may be named on the screen
 */
export const fillIn = (
  page: Page,
  steps: readonly WalkStep[],
  layout: 'paged' | 'whole',
  names: readonly string[] = [],
): Promise<Filled> =>
  page.evaluate(
    async ({ steps, layout, names }) => {
      const pending = new Map(steps.map((step) => [step.linkId, step]));
      const seen = new Set<string>();
      const wide = new Set<string>();
      const inOtherLanguage = new Set<string>();
      const japanese = new Set<string>();
      const PATIENCE_MS = 4_000;

      /** Until what an event has changed is drawn into the document. */
      const drawn = (): Promise<void> => Promise.resolve();
      /** Until whatever else waits for its turn has had it. */
      const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
      const form = (): Element | null => document.querySelector('[data-form-ready]');
      const questions = (): HTMLElement[] =>
        [...(form()?.querySelectorAll<HTMLElement>('[data-link-id][data-type]') ?? [])].filter(
          ({ dataset }) => dataset['type'] !== 'group' && dataset['type'] !== 'display',
        );
      const main = document.querySelector('main') ?? document.body;
      const language = main.lang;

      const lookForJapanese = (): void => {
        const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
          const own = text.parentElement?.closest<HTMLElement>('[lang]')?.lang ?? language;
          if (own.startsWith('ja')) continue;
          // A Japanese word that is quoted is one to be heard at the clinic.
          const words = text.textContent?.replaceAll(/[「“"(（][^」”")）]*[」”")）]/g, '').trim() ?? '';
          const unnamed = names.reduce((left, name) => left.replaceAll(name, ''), words);
          const letters = own.startsWith('zh') ? /[ぁ-ゖァ-ヺ]/ : /[ぁ-ゖァ-ヺ一-鿿]/;
          if (letters.test(unnamed)) japanese.add(words);
        }
      };
      const look = (): void => {
        if (!language.startsWith('ja')) lookForJapanese();
        const root = document.documentElement;
        const isWide = root.scrollWidth > root.clientWidth;
        for (const { dataset, lang } of questions()) {
          const linkId = dataset['linkId'] ?? '';
          seen.add(linkId);
          if (isWide) wide.add(linkId);
          if (lang !== language) inOtherLanguage.add(linkId);
        }
      };

      const ownOf = (question: Element, selector: string): HTMLElement[] =>
        [...question.querySelectorAll<HTMLElement>(selector)].filter(
          (control) => control.closest('[data-link-id]') === question,
        );
      const write = (control: Element | undefined, text: string): boolean => {
        if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return false;
        control.focus();
        control.value = text;
        control.dispatchEvent(new InputEvent('input', { bubbles: true }));
        control.blur();
        return true;
      };
      const choose = async (question: Element, values: readonly string[]): Promise<boolean> => {
        const [list] = ownOf(question, 'select:not([data-aside])');
        if (list instanceof HTMLSelectElement) {
          list.value = values[0] ?? '';
          list.dispatchEvent(new Event('input', { bubbles: true }));
          list.dispatchEvent(new Event('change', { bubbles: true }));
          return true;
        }
        for (const value of values) {
          const [mark] = ownOf(question, `input.choice-mark[value="${value}"]`);
          if (mark === undefined) return false;
          mark.click();
          await drawn();
        }
        return values.length > 0;
      };
      const take = async (question: Element, step: WalkStep): Promise<boolean> => {
        if (step.act === 'choose') return choose(question, step.values);
        if (step.act === 'type') {
          return write(ownOf(question, 'textarea, input[type=text]')[0], step.text);
        }
        if (step.act === 'time') {
          const [hour, minute] = ownOf(question, 'input[type=text]');
          return write(hour, step.parts[0]) && write(minute, step.parts[1]);
        }
        const boxes = ['year', 'month', 'day'].map((part) => ownOf(question, `input.${part}`)[0]);
        return step.parts.map((part, at) => write(boxes[at], part)).every(Boolean);
      };

      /** Takes every step whose question is on screen, with those that they open. */
      const answerShown = async (): Promise<void> => {
        for (let moved = true; moved;) {
          moved = false;
          await pause();
          look();
          for (const step of [...pending.values()]) {
            const question = questions().find(({ dataset }) => dataset['linkId'] === step.linkId);
            if (question === undefined || !(await take(question, step))) continue;
            pending.delete(step.linkId);
            moved = true;
            await drawn();
          }
        }
      };

      const place = (): string =>
        `${main.dataset['step'] ?? ''} ${questions()
          .map(({ dataset }) => dataset['linkId'])
          .join(' ')} ${form()?.querySelector('h1')?.textContent ?? ''}`;
      const step = (): string | undefined => main.dataset['step'];
      const goOn = async (): Promise<boolean> => {
        const before = place();
        const until = performance.now() + PATIENCE_MS;
        for (let pressed = 0; performance.now() < until;) {
          // A value that is asked back is let stand with a second press.
          if (pressed < 2) {
            document.querySelector<HTMLElement>('[data-testid="next"]')?.click();
            pressed += 1;
            await drawn();
          }
          for (let wait = 0; wait < 10; wait += 1) {
            if (place() !== before) return true;
            await pause();
          }
        }
        return false;
      };

      let stuck: string | undefined;
      if (layout === 'whole') await answerShown();
      while (layout === 'paged' && stuck === undefined && step() === 'asking') {
        await answerShown();
        if (!(await goOn())) stuck = `${place()}: ${form()?.textContent ?? ''}`;
      }
      return {
        seen: [...seen],
        wide: [...wide],
        inOtherLanguage: [...inOtherLanguage],
        japanese: [...japanese],
        left: [...pending.keys()],
        stuck,
      };
    },
    { steps, layout, names },
  );
