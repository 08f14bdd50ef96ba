import type { Page } from '@playwright/test';
import type { FloorWindow } from './floor/build-page.ts';
import type { Subject } from './subject.ts';

/** What the page noted when its form was ready. */
export interface Ready {
  /** From the start of the navigation until the frame with the ready form was made, milliseconds. */
  readonly ms: number;
  /** Of that, since the page asked for the file's bytes. */
  readonly sinceFileMs: number;
  /** linkIds on the page at that moment that are not hidden. */
  readonly shown: readonly string[];
}

declare global {
  interface Window extends Partial<FloorWindow> {
    benchReady?: Promise<Ready>;
  }
}

/** What is typed at once into the probes when the form says that it is ready. */
export const PROBE = '試し';

/**
 * Has the next document of the page note when its form is ready. In the app it also does what a person does, as soon
 * as both fields are on the page: choose the layout, then the file; its bytes are there beforehand, as on a disk.
 *
 * Counted is the time from the start of the navigation, with scripts and styles in the browser's cache as on an
 * installed tablet, through start-up of the page, reading and compiling the Questionnaire, building and first layout
 * of everything, to the task after the frame that shows the form marked `data-form-ready`. In that task the probes
 * are typed into: whether they took it is asked later, so a form that says so too early is found out.
 */
export const noteReady = (
  page: Page,
  { name, layout, form }: Subject,
  probes: readonly string[],
): Promise<unknown> =>
  page.addInitScript(
    ({ isApp, wantedLayout, formPath, probed, probe }) => {
      if (location.origin === 'null') return;
      const file = isApp ? fetch(formPath).then((answer) => answer.blob()) : undefined;
      let askedAt = 0;
      const noteAsked = (): void => {
        if (askedAt === 0) askedAt = performance.now();
      };
      File.prototype.arrayBuffer = function (this: File) {
        noteAsked();
        return Blob.prototype.arrayBuffer.call(this);
      };
      File.prototype.stream = function (this: File) {
        noteAsked();
        return Blob.prototype.stream.call(this);
      };
      const give = async (input: HTMLInputElement, layout: HTMLElement): Promise<void> => {
        layout.click();
        if (file === undefined) return;
        const transfer = new DataTransfer();
        transfer.items.add(new File([await file], 'form.json', { type: 'application/json' }));
        input.files = transfer.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      };
      const type = (linkId: string): void => {
        const input = document.querySelector<HTMLInputElement>(`[data-link-id="${linkId}"] input`);
        if (input === null) return;
        input.value = probe;
        input.dispatchEvent(new InputEvent('input', { bubbles: true, data: probe, inputType: 'insertText' }));
      };
      const shownItems = (): string[] =>
        [...document.querySelectorAll<HTMLElement>('[data-form-ready] [data-link-id]')]
          .filter((element) => element.closest('[hidden]') === null)
          .map((element) => element.dataset['linkId'] ?? '');
      window.benchReady = new Promise((resolve) => {
        let given = !isApp;
        const observer = new MutationObserver(() => {
          if (!given) {
            const input = document.querySelector<HTMLInputElement>('[data-testid=questionnaire-file]');
            const layout = document.querySelector<HTMLElement>(
              `main input[type=radio][value="${wantedLayout}"]`,
            );
            if (input === null || layout === null) return;
            given = true;
            void give(input, layout);
          }
          if (document.querySelector('[data-form-ready]') === null) return;
          observer.disconnect();
          // The first callback comes before the frame that shows it, the task after it when the frame is made.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              const ms = performance.now();
              port1.close();
              probed.forEach(type);
              resolve({ ms, sinceFileMs: ms - (window.floorAsks ?? askedAt), shown: shownItems() });
            };
            port2.postMessage(undefined);
          });
        });
        observer.observe(document, {
          subtree: true,
          childList: true,
          attributes: true,
          attributeFilter: ['data-form-ready'],
        });
      });
    },
    {
      isApp: name === 'app',
      wantedLayout: layout,
      formPath: `/forms/${form}.json`,
      probed: probes,
      probe: PROBE,
    },
  );
