const HEARTBEAT_MS = 10_000;

/**
 * One progress line. Goes to stderr, so that a command's own output stays clean.
 * @param {string} text
 */
export const say = (text) => {
  process.stderr.write(`[hagukumi] ${text}\n`);
};

/**
 * Runs a long step with a line at its start, one every ten seconds and one at its end.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} step
 * @returns {Promise<T>}
 */
export const sayWhile = async (title, step) => {
  const started = Date.now();
  const seconds = () => `${String(Math.round((Date.now() - started) / 1000))} s`;
  say(`${title} ...`);
  const timer = setInterval(() => {
    say(`${title}: still at it (${seconds()})`);
  }, HEARTBEAT_MS);
  try {
    const value = await step();
    say(`${title}: finished (${seconds()})`);
    return value;
  } finally {
    clearInterval(timer);
  }
};
