import { readFileSync } from 'node:fs';
import { questionnaireOf } from '../../catalog/questionnaire-of.ts';
import type { RevisionV1 } from '../../contract/revision.ts';
import { FORM_TYPE } from '../../contract/receipt.ts';
import { sha256, toHex, utf8 } from '../../crypto/bytes.ts';
import { signJws } from '../../crypto/jws.ts';
import { hubTime, type Hub } from '../hub.ts';
import { addMunicipality } from '../people/add-municipality.ts';
import { TESTER, valueOf } from './a-municipality.ts';

const FIXTURE = new URL('../../../../tests/fixtures/revision-schema-1.json', import.meta.url);

/** What the build before revision version 2 sealed, letter by letter: one checkup, by status. */
export const FROZEN_REVISIONS = JSON.parse(readFileSync(FIXTURE, 'utf8')) as Readonly<
  Record<'submitted' | 'saved' | 'confirmed' | 'amended', string>
>;

/** A frozen revision's content. */
export const frozenContent = (status: keyof typeof FROZEN_REVISIONS): RevisionV1 =>
  JSON.parse(FROZEN_REVISIONS[status]) as RevisionV1;

/** The forms the frozen revisions were made with, as that build published them: before all of today's. */
const publishFrozenForms = async (hub: Hub): Promise<void> => {
  const made = (['submitted', 'saved'] as const).map(frozenContent);
  for (const [index, { checkup, section, formId: form_id, formVersion: form_version }] of made.entries()) {
    const { program } = checkup;
    const questionnaire = JSON.stringify({
      ...(await questionnaireOf(program, section)),
      version: form_version,
    });
    const row = {
      form_id,
      form_version,
      sha256: toHex(await sha256(utf8(questionnaire))),
      program,
      section,
      questionnaire,
      jws: await signJws(FORM_TYPE, questionnaire, hub.keys.signer('form')),
      published_at: hubTime(hub),
      published_seq: -index,
    };
    await hub.store.write(async (tx) => tx.insertInto('form').values(row).execute());
  }
};

/** The municipality, clinic, session, child, nurse and forms of the frozen revisions, as a hub knows them. */
export const aFrozenTown = async (
  hub: Hub,
): Promise<{ readonly code: string; readonly clinicId: string }> => {
  const { checkup } = frozenContent('saved');
  const { author } = frozenContent('saved');
  if (author.kind !== 'staff') throw new Error('a nurse saved it');
  const { municipality, clinicId: clinic_id } = checkup;
  const created_at = hubTime(hub);
  valueOf(await addMunicipality(hub, TESTER, { code: municipality, name: 'はぐくみ市' }));
  await publishFrozenForms(hub);
  await hub.store.write(async (tx) => {
    await tx
      .insertInto('clinic')
      .values({ clinic_id, municipality, name: 'はぐくみ市保健センター', institution_code: null, created_at })
      .execute();
    await tx
      .insertInto('session')
      .values({
        session_id: checkup.sessionId,
        municipality,
        clinic_id,
        date: checkup.date,
        kind: 'group',
        place: '2階',
        programs: JSON.stringify([checkup.program]),
      })
      .execute();
    await tx
      .insertInto('subject')
      .values({
        subject_id: checkup.subjectId,
        municipality,
        name: '葉室 はるか',
        kana: 'ハムロ ハルカ',
        birth_date: '2026-08-01',
        sex: 'female',
        due_date: null,
        birth_weight_grams: null,
        created_at,
      })
      .execute();
    await tx
      .insertInto('staff')
      .values({
        staff_id: author.staffId,
        municipality,
        clinic_id,
        name: '看護 花子',
        kana: 'カンゴ ハナコ',
        role: author.role,
        pin_box: await hub.atRest.seal(new Uint8Array(32), 'pin-key', author.staffId),
        pin_salt: 'AAAAAAAAAAAAAAAAAAAAAA',
        pin_memory_kib: 8_192,
        pin_iterations: 1,
        pin_parallelism: 1,
        active: 1,
        created_at,
      })
      .execute();
  });
  return { code: municipality, clinicId: clinic_id };
};
