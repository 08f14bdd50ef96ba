import { questionnaireOf } from '../../../src/lib/catalog/questionnaire-of.ts';
import type { RevisionContent } from '../../../src/lib/contract/revision.ts';
import type { ProgramId, SectionId } from '../../../src/lib/domain/program.ts';
import { compileForm } from '../../../src/lib/forms/compile.ts';
import { evaluate } from '../../../src/lib/forms/run/evaluate.ts';
import type { Answer } from '../../../src/lib/forms/answer-types.ts';
import type { CompiledForm, FormItem } from '../../../src/lib/forms/form.ts';
import { respond } from '../../../src/lib/forms/response/respond.ts';

const aNumber = ({ minValue, softMin, softMax }: FormItem): number => {
  const low = softMin ?? (typeof minValue === 'number' ? minValue : 1);
  return softMax === undefined ? low : Math.round((low + softMax) / 2);
};

/** Some answer that the item takes; none where it takes none. */
const anAnswer = (item: FormItem): readonly Answer[] => {
  const [option] = item.options;
  switch (item.type) {
    case 'group':
    case 'display':
      return [];
    case 'boolean':
      return [{ type: 'boolean', value: true }];
    case 'integer':
      return [{ type: 'integer', value: aNumber(item) }];
    case 'decimal':
      return [{ type: 'decimal', value: aNumber(item) }];
    case 'quantity':
      return item.unit === undefined
        ? []
        : [{ type: 'quantity', value: aNumber(item), unit: item.unit.display, code: item.unit.code }];
    default:
      return [];
    case 'date':
      return [{ type: 'date', value: '2026-08-01' }];
    case 'string':
    case 'text':
      return [{ type: 'string', value: '夜に何度か起きることがあります。'.slice(0, item.maxLength) }];
    case 'choice':
    case 'open-choice':
      return option === undefined ? [] : [option.answer];
  }
};

export type FilledIn = Pick<RevisionContent, 'formId' | 'formVersion' | 'response'>;

const compiled = async (program: ProgramId, section: SectionId): Promise<CompiledForm> => {
  const { form } = compileForm(await questionnaireOf(program, section));
  if (form === undefined) throw new Error(`the form ${program} ${section} does not compile`);
  return form;
};

/** A section with every question answered: the most that a tablet sends for it. */
export const filledIn = async (program: ProgramId, section: SectionId): Promise<FilledIn> => {
  const form = await compiled(program, section);
  const answers = new Map(form.items.map((item) => [item.linkId, anAnswer(item)]));
  const response = respond(form, answers, evaluate(form, answers), {
    id: '01932d3a-0000-7000-8000-000000000000',
    status: 'completed',
    authored: '2026-11-20T01:00:00.000Z',
    language: 'ja',
  });
  return { formId: form.url, formVersion: form.version, response };
};
