import { beforeEach, describe, expect, it } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import { decodeRescueFile } from '../contract/rescue-file.ts';
import { decodeSealedDraft, RESCUED_DRAFT_INFO } from '../contract/sealed-draft.ts';
import { problem } from '../contract/problem.ts';
import { utf8 } from '../crypto/bytes.ts';

import { openBytes } from '../crypto/seal.ts';
import { decodeContent } from './draft-content.ts';
import { checkupOf, type OpenDraft } from './drafts.ts';
import { rescueForm, type FormOnScreen } from './rescue-form.ts';
import { sealedDraft } from './seal-draft.ts';
import { aShift, type Shift } from './testing/a-shift.ts';

const TYPED = '夜中に三回起きるのが心配です';

let shift: Shift;
let onScreen: FormOnScreen;

const begin = async (): Promise<OpenDraft> => {
  const child = aChild();
  const { day, drafts } = shift.tablet;
  if (day === undefined) throw new Error('there is a list');
  return drafts.begin(
    day,
    {
      checkup: await checkupOf(child, day),
      section: 'questionnaire',
      parents: [],
      draft: {
        formId: 'https://hagukumi.example/form',
        formVersion: '1',
        language: 'ja',
        position: '',
        answers: new Map(),
        startedAt: '2026-11-21T00:00:00.000Z',
      },
    },
    child.ticketId,
  );
};

beforeEach(async () => {
  shift = await aShift();
  const open = await begin();
  const answers = new Map([['worry', [{ type: 'string' as const, value: TYPED }]]]);
  onScreen = { open, latest: { ...open.draft, answers } };
});

const theDraftIn = async (sealed: Uint8Array | undefined) => {
  const parts = decodeSealedDraft(sealed ?? new Uint8Array(0));
  if (parts?.kind !== 'sealed') throw new Error('it is a sealed draft');
  const { draftId, hubKeyId } = parts;
  const opened = await openBytes(shift.hub.seal, parts.sealed, RESCUED_DRAFT_INFO, utf8(draftId));
  return { draftId, hubKeyId, content: opened && decodeContent(opened) };
};

describe('a form that could not be saved', () => {
  it('leaves in a file with what was typed last, which the hub opens', async () => {
    const files = await rescueForm(shift.tablet, onScreen);
    if (!files.ok) throw new Error(files.error.code);
    const [file] = files.value;
    const read = decodeRescueFile(file?.bytes ?? new Uint8Array(0));
    const draft = await theDraftIn(read?.content.drafts[0]);
    expect(draft).toMatchObject({ draftId: onScreen.open.draftId, hubKeyId: 's1' });
    expect(draft.content?.checkup).toEqual(onScreen.open.checkup);
    expect(draft.content?.draft).toEqual(onScreen.latest);
    expect(file?.drafts).toBe(1);
  });

  it('leaves although the disk gives and takes nothing any more', async () => {
    const store = new Proxy(shift.store, {
      get: () => () => Promise.resolve(problem('storage-failed')),
    });
    const { world, device, day } = shift.tablet;
    const files = await rescueForm({ store, world, device, day, session: undefined }, onScreen);
    expect(files.ok && files.value.map(({ drafts }) => drafts)).toEqual([1]);
  });

  it('says nothing to who finds the file', async () => {
    const files = await rescueForm(shift.tablet, onScreen);
    const bytes = files.ok ? files.value[0]?.bytes : undefined;
    const text = Buffer.from(bytes ?? []).toString('latin1');
    expect(bytes?.length).toBeGreaterThan(200);
    for (const secret of [TYPED, onScreen.open.checkup.subjectId]) {
      expect(text).not.toContain(Buffer.from(secret).toString('latin1'));
    }
  });

  it('opens for no other record and with no other key', async () => {
    const day = shift.tablet.day;
    if (day === undefined) throw new Error('there is a list');
    const sealed = await sealedDraft(day.bundle.hubKeys.seal, onScreen.open, onScreen.latest);
    const parts = sealed.ok ? decodeSealedDraft(sealed.value) : undefined;
    if (parts?.kind !== 'sealed') throw new Error('it is a sealed draft');
    const { seal } = shift.hub;
    const other = utf8('another record');
    expect(await openBytes(seal, parts.sealed, RESCUED_DRAFT_INFO, other)).toBeUndefined();
    expect(await openBytes(seal, parts.sealed, 'hagukumi/copy/1', utf8(parts.draftId))).toBeUndefined();
  });
});
