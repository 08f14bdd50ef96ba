import { describe, expect, it } from 'vitest';
import type { Draft } from '../forms/response/draft.ts';
import { DraftSaver, type SaveStatus } from './draft-saver.ts';
import type { Drafts, OpenDraft } from './drafts.ts';

const aDraft = (formVersion: string): Draft => ({ formVersion }) as Draft;

/** A disk that takes everything at once, and what it was given. */
const aSaver = (onSaid: (state: SaveStatus['state']) => void = () => undefined) => {
  const kept: Draft[] = [];
  const said: SaveStatus['state'][] = [];
  const drafts = {
    save: (open: OpenDraft, draft: Draft) => {
      kept.push(draft);
      return Promise.resolve({ ok: true, value: { ...open, draft } });
    },
  } as unknown as Drafts;
  const saver = new DraftSaver(drafts, { draft: aDraft('0') } as OpenDraft, ({ state }) => {
    said.push(state);
    onSaid(state);
  });
  return { saver, kept, said };
};

/** More turns than a save of this disk takes. */
const TURNS = 12;

describe('saving a draft', () => {
  it.each(Array.from({ length: TURNS }, (_, turn) => turn))(
    'saves what comes %i turns after another save began, whether that is under way, ends or has ended',
    async (turns) => {
      const { saver, kept, said } = aSaver();
      saver.save(aDraft('1'));
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const last = aDraft('2');
      saver.save(last);
      for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
      expect(kept.at(-1)).toBe(last);
      expect(said.at(-1)).toBe('saved');
      expect(saver.hasUnsaved).toBe(false);
    },
  );

  it('saves what is entered because the screen says that all is saved', async () => {
    const last = aDraft('2');
    const { saver, kept } = aSaver((state) => {
      if (state === 'saved' && !kept.includes(last)) saver.save(last);
    });
    saver.save(aDraft('1'));
    await saver.settle();
    expect(kept).toContain(last);
  });
});
