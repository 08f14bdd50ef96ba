/** What a person at the tablet can see, told by the page at the moment it is on screen. */
export type Sighting =
  /** The screen says 保存しました beside these answers. */
  | { readonly kind: 'saved'; readonly at: number; readonly shown: Readonly<Record<string, string>> }
  /** Something was typed, chosen or pressed. */
  | { readonly kind: 'event'; readonly at: number; readonly shown: Readonly<Record<string, string>> }
  | { readonly kind: 'step'; readonly at: number; readonly step: string }
  | { readonly kind: 'done'; readonly at: number; readonly status: string; readonly place: string }
  | { readonly kind: 'counts'; readonly at: number; readonly counts: Readonly<Record<string, number>> }
  | { readonly kind: 'problem'; readonly at: number; readonly code: string };

/** Name of the page's way to the tester. */
export const WITNESS = 'hagukumiWitness';

/**
 * Runs in the page before its own scripts. Watches what is drawn and tells it; looks at nothing that is not on
 * screen and touches nothing.
 */
export const watchScreen = (channel: string): void => {
  type Tell = (text: string) => void;
  const tell = (sighting: Sighting): void => {
    const way = (globalThis as unknown as Record<string, Tell | undefined>)[channel];
    way?.(JSON.stringify(sighting));
  };
  const now = (): number => performance.timeOrigin + performance.now();

  const shown = (): Record<string, string> => {
    const answers: Record<string, string> = {};
    for (const item of document.querySelectorAll<HTMLElement>('[data-form-ready] [data-link-id]')) {
      const id = item.dataset['linkId'] ?? '';
      if (item.querySelector('[data-link-id]') !== null) continue;
      const text = item.querySelector<HTMLTextAreaElement | HTMLInputElement>('textarea, input[type=text]');
      if (text !== null && text.inputMode === '') {
        answers[id] = text.value;
        continue;
      }
      const radio = item.querySelector<HTMLInputElement>('input[type=radio]:checked');
      if (radio !== null && radio.value !== 'on') answers[id] = radio.value;
    }
    return answers;
  };
  const saysSaved = (): boolean =>
    [...document.querySelectorAll('[role=status]')].some(
      (line) => line.textContent.trim() === 'この端末に保存しました',
    );

  let last = '';
  const tellNew = (sighting: Sighting): void => {
    const { at: _, ...what } = sighting;
    const text = JSON.stringify(what);
    if (text === last) return;
    last = text;
    tell(sighting);
  };
  let step = '';
  const look = (): void => {
    const at = now();
    if (document.querySelector('[data-form-ready]') !== null && saysSaved()) {
      tellNew({ kind: 'saved', at, shown: shown() });
    }
    const seen = document.querySelector<HTMLElement>('[data-page="kiosk"]')?.dataset['step'] ?? '';
    if (seen !== step) {
      step = seen;
      tell({ kind: 'step', at, step });
    }
    const done = document.querySelector<HTMLElement>('[data-testid="done"]');
    if (done !== null) {
      const { status = '', place = '' } = done.dataset;
      tellNew({ kind: 'done', at, status, place });
    }
    const problem = document.querySelector<HTMLElement>('[data-testid="problem"]');
    if (problem !== null) tellNew({ kind: 'problem', at, code: problem.dataset['problem'] ?? '' });
    const counts: Record<string, number> = {};
    for (const count of document.querySelectorAll<HTMLElement>('[data-testid^="state-"]')) {
      const value = Number(count.textContent);
      if (Number.isInteger(value)) counts[count.dataset['testid']?.slice(6) ?? ''] = value;
    }
    if (Object.keys(counts).length > 0) tellNew({ kind: 'counts', at, counts });
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['data-step', 'data-state', 'data-place', 'data-status', 'class'],
  });
  const noteEvent = (event: Event): void => {
    if (!event.isTrusted && event.type !== 'input' && event.type !== 'click') return;
    tell({ kind: 'event', at: now(), shown: shown() });
    // What stands in a field while the screen still says saved counts as said to be saved.
    setTimeout(look);
  };
  for (const type of ['input', 'click']) document.addEventListener(type, noteEvent, { capture: true });
};
