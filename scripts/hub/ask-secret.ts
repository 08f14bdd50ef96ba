import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks for a secret. At a terminal what is typed is not shown; otherwise one line of the input is taken. */
export const askSecret = async (question: string): Promise<string> => {
  const isTerminal = process.stdin.isTTY;
  if (isTerminal) process.stderr.write(question);
  const unseen = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: isTerminal });
  try {
    return (await lines.question('')).trim();
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
};
