import { openForm, type OpenedForm } from '$lib/form-view/open-form.ts';
import { packageOf } from './package-of.ts';
import { readJson } from './read-json.ts';
import { resourcesIn } from './resources-in.ts';
import type { Source } from './source.ts';

/** More is not read into memory. */
export const SOURCES_MAX_BYTES = 20_000_000;

/** From here on looking through a form takes time that is to be explained beforehand. */
const LONG_TEXT_BYTES = 1_000_000;

/** What became of the files, with what was read. */
export type OpenedSources = OpenedForm & {
  /** Of the file that speaks for all of them, or of the one that cannot be read. */
  readonly name: string;
  readonly bytes: Uint8Array;
};

interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Progress {
  readonly onread: (percent: number) => void;
  /** All is read, and looking through it takes a while. Awaited, so that the screen can say so. */
  readonly onlong: () => Promise<void>;
}

const NOTHING: Part = { name: '', bytes: new Uint8Array() };

const openPackage = async (parts: readonly Part[]): Promise<OpenedSources> => {
  const values: unknown[] = [];
  for (const part of parts) {
    const read = readJson(part.bytes);
    if (read === undefined) return { state: 'unreadable', problems: [], ...part };
    values.push(read.json);
  }
  const isMain = (json: unknown): boolean =>
    resourcesIn(json).some(({ resourceType }) => resourceType === 'Questionnaire');
  const name = parts[values.findIndex(isMain)]?.name ?? '';
  const bytes = new TextEncoder().encode(JSON.stringify(packageOf(values)));
  return { ...(await openForm(bytes)), name, bytes };
};

/** Reads one form: from one file, or from several that make one package. Rejects where a file cannot be read. */
export const openSources = async (
  sources: readonly Source[],
  { onread, onlong }: Progress,
): Promise<OpenedSources> => {
  const total = sources.reduce((sum, { size }) => sum + size, 0);
  if (total > SOURCES_MAX_BYTES) return { state: 'too-large', problems: [], ...NOTHING };
  const parts: Part[] = [];
  let done = 0;
  for (const { name, size, bytes } of sources) {
    const before = done;
    parts.push({ name, bytes: await bytes((read) => onread(Math.floor((100 * (before + read)) / total))) });
    done += size;
  }
  if (total > LONG_TEXT_BYTES) await onlong();
  const [first = NOTHING, second] = parts;
  return second === undefined ? { ...(await openForm(first.bytes)), ...first } : openPackage(parts);
};
