import type { DroppedPart } from './rich-text.ts';

const MOST_PARTS = 50;
const PLAIN_NAME = /^[a-z][a-z0-9-]{0,30}$/;

/** Collects what a parser does not take over, each part once. */
export class DroppedParts {
  readonly #parts = new Map<string, DroppedPart>();

  /** @param name as the author wrote it; repeated only where it is a plain name */
  add(kind: DroppedPart['kind'], name: string): void {
    if (this.#parts.size >= MOST_PARTS) return;
    const lower = name.length > 40 ? '' : name.toLowerCase();
    const shown = PLAIN_NAME.test(lower) ? lower : 'other';
    this.#parts.set(`${kind} ${shown}`, { kind, name: shown });
  }

  get list(): readonly DroppedPart[] {
    return [...this.#parts.values()];
  }
}
