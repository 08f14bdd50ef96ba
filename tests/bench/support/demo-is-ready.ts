import type { HubProcess } from '../../support/hub-process.ts';

const TIMEOUT_MS = 30_000;
const POLL_MS = 50;

/** Resolves when the hub has printed everything about its demo. */
export const demoIsReady = async (hub: HubProcess): Promise<void> => {
  const deadline = Date.now() + TIMEOUT_MS;
  while (!hub.output.includes('架空のデータです')) {
    if (Date.now() > deadline) throw new Error(`the hub has no demo:\n${hub.output}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
};
