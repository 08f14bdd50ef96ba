import type { AbsentReason, Answer, Answers } from '../../../forms/answer-types.ts';
import type { CompiledForm } from '../../../forms/form.ts';
import { builtInForm } from '../../testing/built-in-form.ts';

export const QUESTIONNAIRE = await builtInForm('vaccination', 'questionnaire');
export const RECORD = await builtInForm('vaccination', 'vaccination');

/** A code or codes of a choice, a text, a number, a date, a box, or the reason why there is none. */
type Given = string | number | boolean | readonly string[] | { readonly absent: AbsentReason };

/** Answers as a person gives them, by linkId. @throws for a question or an answer the form does not have */
export const answered = (form: CompiledForm, given: Readonly<Record<string, Given>>): Answers =>
  new Map(
    Object.entries(given).map(([linkId, value]): [string, readonly Answer[]] => {
      const item = form.byLinkId.get(linkId);
      if (item === undefined) throw new Error(`there is no question ${linkId}`);
      if (typeof value === 'boolean') return [linkId, [{ type: 'boolean', value }]];
      if (typeof value === 'number') {
        const isQuantity = item.type === 'quantity';
        return [linkId, [isQuantity ? { type: 'quantity', value, unit: '' } : { type: 'integer', value }]];
      }
      if (typeof value === 'object' && 'absent' in value) {
        if (!item.absentReasons.includes(value.absent)) throw new Error(`${linkId} is never left open`);
        return [linkId, [{ type: 'absent', reason: value.absent }]];
      }
      if (item.type === 'date' && typeof value === 'string') return [linkId, [{ type: 'date', value }]];
      if (item.type === 'string' && typeof value === 'string') return [linkId, [{ type: 'string', value }]];
      const chosen = [value].flat().map((code): Answer => {
        const option = item.options.find(
          ({ answer }) => answer.type === 'coding' && answer.value.code === code,
        );
        if (option === undefined) throw new Error(`${linkId} has no answer ${code}`);
        return option.answer;
      });
      return [linkId, chosen];
    }),
  );
