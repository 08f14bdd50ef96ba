import type { Answer } from '../answer-types.ts';
import type { Evaluation } from './evaluation.ts';
import type { ItemNode } from './tree.ts';

/**
 * Most bytes of all attachments of one response together. As base64 they are 200,000 of the 262,144 bytes that a
 * sealed record may have; the rest is for the other answers.
 */
export const FILES_MAX_BYTES = 150_000;

const FILES_MAX_CHARACTERS = (FILES_MAX_BYTES / 3) * 4;

/** Bytes whose base64 has so many characters at the most. */
const bytesIn = (characters: number): number => Math.max(0, Math.floor(characters / 4) * 3);

const charactersOf = (given: readonly Answer[]): number =>
  given.reduce((sum, each) => sum + (each.type === 'attachment' ? (each.value.data?.length ?? 0) : 0), 0);

/** What the files of a response are told from. */
export interface FileHolders extends Pick<Evaluation, 'tree' | 'enabled'> {
  given(node: ItemNode): readonly Answer[];
}

/** Every attachment that is asked, in document order; of a list its rows. */
const holdersIn = ({ tree, enabled }: FileHolders): readonly ItemNode[] =>
  tree.form.items
    .filter(({ type }) => type === 'attachment')
    .flatMap(({ index }) => tree.byItem[index] ?? [])
    .flatMap((node) => (node.role === 'list' ? node.children : [node]))
    .filter(({ key }) => enabled.has(key))
    .sort((left, right) => left.order - right.order);

/** How large one more file may be. */
export interface FileRoom {
  /** Most bytes of the file that fit with all others. */
  readonly bytes: number;
  /** Its share when those that are still missing get as much; what can be made smaller keeps to it. */
  readonly share: number;
}

/** The room for a file at a key, in the place of the one there. */
export const roomForFile = (of: FileHolders, key: string): FileRoom => {
  const others = holdersIn(of).filter((node) => node.key !== key);
  const taken = others.map((node) => charactersOf(of.given(node)));
  const bytes = bytesIn(FILES_MAX_CHARACTERS - taken.reduce((sum, each) => sum + each, 0));
  const missing = others.filter(({ item }, at) => !item.readOnly && taken[at] === 0).length;
  return { bytes, share: Math.floor(bytes / (1 + missing)) };
};

/** By key the files that do not fit with those before them, and the bytes that were left for each. */
export const filesWithoutRoom = (of: FileHolders): ReadonlyMap<string, number> => {
  const without = new Map<string, number>();
  let left = FILES_MAX_CHARACTERS;
  for (const node of holdersIn(of)) {
    const size = charactersOf(of.given(node));
    if (size <= left) left -= size;
    else without.set(node.key, bytesIn(left));
  }
  return without;
};
