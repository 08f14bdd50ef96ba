import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { questionnaireOf } from '../../catalog/questionnaire-of.ts';
import { FORM_TYPE } from '../../contract/receipt.ts';
import { sha256, toHex, utf8 } from '../../crypto/bytes.ts';
import { signJws } from '../../crypto/jws.ts';
import { PROGRAMS } from '../../domain/program.ts';
import { loadForm } from '../../forms/load-form.ts';
import { instantOf } from '../instant.ts';
import type { Keyring } from '../keys/keyring.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { currentForm, insertForm } from '../store/forms.ts';
import type { HubStore } from '../store/hub-store.ts';

/**
 * Publishes the catalogue's forms that are not the current ones of their section yet: compiled, signed, kept for
 * ever. @returns how many were new
 */
export const publishForms = async (store: HubStore, keys: Keyring, now: () => number): Promise<number> => {
  let published = 0;
  for (const program of PROGRAMS) {
    for (const { section } of PROGRAM_TABLE[program].sections) {
      const questionnaire = questionnaireOf(program, section);
      const { form, problems } = await loadForm(questionnaire);
      if (form === undefined) {
        throw new Error(`the form ${program}/${section} does not compile: ${problems[0]?.code ?? ''}`);
      }
      const text = JSON.stringify(questionnaire);
      const hash = toHex(await sha256(utf8(text)));
      const current = await currentForm(store.db, program, section);
      if (current?.sha256 === hash) continue;
      const jws = await signJws(FORM_TYPE, text, keys.signer('form'));
      const at = instantOf(now());
      await store.write(async (tx) => {
        await insertForm(tx, {
          form_id: form.url,
          form_version: form.version,
          sha256: hash,
          program,
          section,
          questionnaire: text,
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
      });
      published += 1;
    }
  }
  return published;
};
