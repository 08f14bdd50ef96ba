import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import type { ProgramId, SectionId } from '../../domain/program.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { putOwnItems, removeOwnItems } from '../store/own-items.ts';
import { publishForms } from './publish-forms.ts';
import { sectionWithOwnItems, type OwnItemsRefusal, type SectionForm } from './section-form.ts';

interface Place {
  readonly program: ProgramId;
  readonly section: SectionId;
}

/** Whether a program has this section. */
export const hasSection = ({ program, section }: Place): boolean =>
  PROGRAM_TABLE[program].sections.some((each) => each.section === section);

/**
 * Appends the municipality's own items to a section's form, in place of own items before, and publishes it. Tablets
 * get it with their next list; records made with an earlier version keep theirs.
 * @param own a FHIR R4 Questionnaire, JSON
 */
export const appendOwnItems = async (
  hub: Hub,
  actor: Actor,
  place: Place,
  own: unknown,
): Promise<SectionForm | OwnItemsRefusal> => {
  const form = await sectionWithOwnItems(place.program, place.section, own);
  if ('why' in form) return form;
  const at = hubTime(hub);
  await hub.store.write(async (tx) => {
    await putOwnItems(tx, { ...place, questionnaire: JSON.stringify(own), added_at: at });
    await appendAudit(tx, {
      at,
      municipality: null,
      actor,
      action: 'own-items-appended',
      target: form.url,
      detail: { version: form.version },
    });
  });
  await publishForms(hub);
  return form;
};

/** Takes the own items of a section away again; the built-in form is published anew. @returns whether there were any */
export const dropOwnItems = async (hub: Hub, actor: Actor, place: Place): Promise<boolean> => {
  const at = hubTime(hub);
  const wereThere = await hub.store.write(async (tx) => {
    const removed = await removeOwnItems(tx, place.program, place.section);
    if (removed) {
      await appendAudit(tx, {
        at,
        municipality: null,
        actor,
        action: 'own-items-removed',
        target: `${place.program}/${place.section}`,
      });
    }
    return removed;
  });
  if (wereThere) await publishForms(hub);
  return wereThere;
};
