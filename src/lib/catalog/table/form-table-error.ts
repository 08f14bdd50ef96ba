/** A mistake in a table of the catalogue, for its author: file, line and what is wrong. Stops the build. */
export class FormTableError extends Error {
  constructor(file: string, line: number, what: string) {
    super(`${file}, line ${line}: ${what}`);
    this.name = 'FormTableError';
  }
}
