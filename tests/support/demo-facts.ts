import { expect } from '@playwright/test';
import type { HubProcess } from './hub-process.ts';

/** What `npm start` prints for a newcomer. */
export interface DemoFacts {
  readonly login: string;
  readonly password: string;
  /** PIN by title (職種). */
  readonly pins: ReadonlyMap<string, string>;
}

/** Reads from the printed lines what a newcomer would, once they are all there. */
export const demoFacts = async (hub: HubProcess): Promise<DemoFacts> => {
  await expect.poll(() => hub.output, { timeout: 30_000 }).toContain('架空のデータです');
  const signIn = /Console sign-in\s+(\S+)\s+(\S+)/.exec(hub.output);
  const pins = [...hub.output.matchAll(/PIN\s+(\d{6,12})\s+(\S+)/g)];
  return {
    login: signIn?.[1] ?? '',
    password: signIn?.[2] ?? '',
    pins: new Map(pins.map(([, pin = '', title = '']) => [title, pin])),
  };
};

export const pinOf = (facts: DemoFacts, title: string): string => {
  const pin = facts.pins.get(title);
  if (pin === undefined) throw new Error(`no PIN for ${title} was printed`);
  return pin;
};
