import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { FORM_TYPE } from '../../contract/receipt.ts';
import { sha256, toHex, utf8 } from '../../crypto/bytes.ts';
import { signJws } from '../../crypto/jws.ts';
import type { ProgramId, SectionId } from '../../domain/program.ts';
import type { Hub } from '../hub.ts';
import { instantOf } from '../instant.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { currentForm, insertForm } from '../store/forms.ts';
import { listOwnItems } from '../store/own-items.ts';
import { builtInSection, sectionWithOwnItems, type SectionForm } from './section-form.ts';

type Publisher = Pick<Hub, 'store' | 'keys' | 'now' | 'programs'>;

interface Publication {
  readonly program: ProgramId;
  readonly section: SectionId;
  readonly form: SectionForm;
  readonly sha256: string;
  readonly jws: string;
}

/**
 * The form a section should have now. Own items that do not go with a newer built-in form leave the form that is
 * published: nothing a municipality asks is dropped by an update.
 * @returns `undefined` where the published one is to stay
 */
const wanted = async (
  program: ProgramId,
  section: SectionId,
  own: string | undefined,
): Promise<SectionForm | undefined> => {
  if (own === undefined) return builtInSection(program, section);
  const form = await sectionWithOwnItems(program, section, JSON.parse(own));
  return 'why' in form ? undefined : form;
};

/**
 * Publishes the forms that are not the current ones of their section yet, the municipality's own items appended:
 * signed, kept for ever. @returns how many were new
 */
export const publishForms = async ({ store, keys, now, programs }: Publisher): Promise<number> => {
  const own = new Map(
    (await listOwnItems(store.db)).map((row) => [`${row.program} ${row.section}`, row.questionnaire]),
  );
  const fresh: Publication[] = [];
  for (const program of programs) {
    for (const { section } of PROGRAM_TABLE[program].sections) {
      const form = await wanted(program, section, own.get(`${program} ${section}`));
      if (form === undefined) continue;
      const hash = toHex(await sha256(utf8(form.text)));
      const current = await currentForm(store.db, program, section);
      if (current?.sha256 === hash) continue;
      const jws = await signJws(FORM_TYPE, form.text, keys.signer('form'));
      fresh.push({ program, section, form, sha256: hash, jws });
    }
  }
  if (fresh.length === 0) return 0;
  const at = instantOf(now());
  await store.write(async (tx) => {
    for (const { program, section, form, sha256: hash, jws } of fresh) {
      await insertForm(tx, {
        form_id: form.url,
        form_version: form.version,
        sha256: hash,
        program,
        section,
        questionnaire: form.text,
        jws,
        published_at: at,
      });
      await appendAudit(tx, {
        at,
        municipality: null,
        actor: { kind: 'hub', id: 'catalog' },
        action: 'form-published',
        target: form.url,
        detail: { version: form.version, sha256: hash },
      });
    }
  });
  return fresh.length;
};
