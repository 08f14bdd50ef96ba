import { on } from 'svelte/events';

/**
 * Holds back what would move the page while a button is being pressed. Leaving a field shows its defects; a press
 * leaves the field at its beginning, and if the page moved then, the press would end beside the button and be lost.
 */
export class PressGate {
  #pressed = false;
  #waiting: (() => void)[] = [];

  /** Watches the window for presses. Touches count as well: browsers give them as presses of a mouse. */
  watch(): () => void {
    const begin = (): void => {
      this.#pressed = true;
    };
    // The click follows the release before any timer does.
    const end = (): void => void setTimeout(() => this.#open());
    const ends = [
      on(window, 'mousedown', begin, { capture: true }),
      ...(['mouseup', 'dragend', 'blur'] as const).map((type) => on(window, type, end, { capture: true })),
    ];
    return () => {
      for (const stop of ends) stop();
    };
  }

  /** Runs at once, or as soon as the press that goes on now has ended. */
  run(action: () => void): void {
    if (this.#pressed) this.#waiting.push(action);
    else action();
  }

  #open(): void {
    this.#pressed = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const action of waiting) action();
  }
}
