import { rolesThatMay } from '../../../src/lib/domain/access.ts';
import { parseCivilDate } from '../../../src/lib/domain/civil-date.ts';
import { answerKey, answerText } from '../../../src/lib/forms/answer.ts';
import type { Answer, Answers } from '../../../src/lib/forms/answer-types.ts';
import { isQuestionType } from '../../../src/lib/forms/codec/codecs.ts';
import type { CompiledForm, FormItem } from '../../../src/lib/forms/form.ts';
import { respond } from '../../../src/lib/forms/response/respond.ts';
import { evaluate } from '../../../src/lib/forms/run/evaluate.ts';
import { validate } from '../../../src/lib/forms/run/validate.ts';
import type { SectionId } from '../../../src/lib/domain/program.ts';
import { WalkAnswers } from './walk-answers.ts';
import type { WalkMode, WalkSection, WalkStep } from './walk-facts.ts';

const markOf = (item: FormItem, answer: Answer): string => {
  if (answer.type === 'absent') return answer.reason;
  if (answer.type === 'boolean') return answer.value ? '0' : '1';
  return String(item.options.findIndex((option) => answerKey(option.answer) === answerKey(answer)));
};

const stepOf = (item: FormItem, given: readonly Answer[]): WalkStep => {
  const { linkId } = item;
  const [answer] = given;
  if (item.type === 'choice' || item.type === 'boolean') {
    return { linkId, act: 'choose', values: given.map((each) => markOf(item, each)) };
  }
  if (answer === undefined || !('value' in answer) || typeof answer.value === 'object') {
    throw new Error(`nothing to type at ${linkId}`);
  }
  const text = String(answer.value);
  if (answer.type === 'time') {
    const [hour = '', minute = ''] = text.split(':');
    return { linkId, act: 'time', parts: [hour, minute] };
  }
  if (answer.type !== 'date') return { linkId, act: 'type', text };
  const [year = '', month = '', day = ''] = text.split('-').map((part) => String(Number(part)));
  return { linkId, act: 'date', parts: [year, month, day] };
};

const roleFor = (section: SectionId, filledBy: 'guardian' | readonly string[]): WalkSection['by'] => {
  if (filledBy === 'guardian') return 'guardian';
  const confirmers = rolesThatMay('confirm', section);
  const role = confirmers.find((each) => each === 'nurse') ?? confirmers[0];
  if (role === undefined) throw new Error(`nobody may confirm ${section}`);
  return role;
};

interface WalkedSection {
  readonly section: SectionId;
  readonly filledBy: 'guardian' | readonly string[];
  readonly form: CompiledForm;
  readonly known: Answers;
  readonly today: string;
  readonly birth: string;
}

/**
 * What is entered into one section, and what must come of it.
 * @param seen linkIds of the section that other modes ask
 * @throws where the form accepts no such answers
 */
export const walkSection = (
  { section, filledBy, form, known, today, birth }: WalkedSection,
  mode: WalkMode,
  seen: ReadonlySet<string>,
): WalkSection => {
  const by = roleFor(section, filledBy);
  const date = parseCivilDate(today);
  if (date === undefined) throw new Error(`${today} is no day`);
  const walk = new WalkAnswers(form, mode, {
    known,
    today: date,
    birth,
    byGuardian: by === 'guardian',
    seen,
  });
  const { answers } = walk;
  const evaluation = evaluate(form, answers);
  const wrong = validate(form, answers, evaluation, { today, birth });
  if (wrong.length > 0) throw new Error(`${section} ${mode}: ${JSON.stringify(wrong)}`);
  const asked = form.items.filter(
    ({ linkId, type, hidden }) => isQuestionType(type) && !hidden && evaluation.enabled.has(linkId),
  );
  const itemOf = (linkId: string): FormItem => {
    const item = form.byLinkId.get(linkId);
    if (item === undefined) throw new Error(`no ${linkId}`);
    return item;
  };
  const meta = { id: '', status: 'completed', authored: '', language: 'ja' } as const;
  return {
    section,
    by,
    steps: [...walk.entered].map(([linkId, given]) => stepOf(itemOf(linkId), given)),
    asked: asked.map(({ linkId }) => linkId),
    concerns: evaluation.concerns,
    item: respond(form, answers, evaluation, meta)['item'],
    shown: Object.fromEntries(
      asked.map((item) => [
        item.linkId,
        (answers.get(item.linkId) ?? []).map((answer) => answerText(item, answer, 'ja')).join('、'),
      ]),
    ),
  };
};

/** Questions of the form that a person could be asked. */
export const askable = (form: CompiledForm): readonly string[] =>
  form.items.filter(({ type, hidden }) => isQuestionType(type) && !hidden).map(({ linkId }) => linkId);
