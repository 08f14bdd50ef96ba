import { parseCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { PROGRAMS, type ProgramId, type SectionId } from '../../../domain/program.ts';
import type { RuleFacts } from '../../../domain/rules/facts.ts';
import type { Answer, Answers } from '../../../forms/answer-types.ts';
import type { CompiledForm } from '../../../forms/form.ts';
import { PROGRAM_TABLE } from '../../programs.ts';
import { builtInForm } from '../../testing/built-in-form.ts';
import { ruleFacts } from '../rule-facts.ts';
import type { RuleSubject } from '../rule-subject.ts';

/** A day that there is. */
export const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

/** Day of every visit. */
export const TODAY = day('2026-11-21');

/** Every built-in form, by program and section. */
export const FORMS = new Map<string, CompiledForm>();
for (const program of PROGRAMS)
  for (const { section } of PROGRAM_TABLE[program].sections)
    FORMS.set(`${program} ${section}`, await builtInForm(program, section));

type Given = string | number | readonly string[];

const isDate = (given: Given): given is string =>
  typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given);

/** An answer as this form takes it. A code, unit or type the form does not have is a mistake of the test. */
const answerIn = (form: CompiledForm, linkId: string, given: Given): readonly Answer[] => {
  const item = form.byLinkId.get(linkId);
  if (item === undefined) throw new Error(`${form.url} has no ${linkId}`);
  if (item.type === 'integer' && typeof given === 'number') return [{ type: 'integer', value: given }];
  if (item.type === 'quantity' && typeof given === 'number') {
    const code = item.unit?.code ?? '';
    return [{ type: 'quantity', value: given, unit: code, code }];
  }
  if (item.type === 'date' && isDate(given)) return [{ type: 'date', value: given }];
  return [given].flat().map((code) => {
    const option = item.options.find(
      ({ answer }) => answer.type === 'coding' && answer.value.code === String(code),
    );
    if (option === undefined) throw new Error(`${linkId} of ${form.url} has no ${String(code)}`);
    return option.answer;
  });
};

/** What was entered, by section and linkId: codes, numbers in the form's unit, days. */
export type Entered = Partial<Record<SectionId, Readonly<Record<string, Given>>>>;

/** A girl of 3 months, born on 30 July. */
export const subject = (over: Partial<RuleSubject> = {}): RuleSubject => ({
  program: 'infant-3-4m',
  sex: 'female',
  birth: day('2026-07-30'),
  due: undefined,
  birthWeightGrams: undefined,
  ...over,
});

/** The facts of what was entered, as the compiled forms take it. */
export const factsOf = (program: ProgramId, entered: Entered, over: Partial<RuleSubject> = {}): RuleFacts => {
  const sections = Object.entries(entered).map(([section, answers]): [SectionId, Answers] => {
    const form = FORMS.get(`${program} ${section}`);
    if (form === undefined) throw new Error(`${program} has no ${section}`);
    return [
      section as SectionId,
      new Map(Object.entries(answers).map(([linkId, given]) => [linkId, answerIn(form, linkId, given)])),
    ];
  });
  return ruleFacts(subject({ program, ...over }), new Map(sections), TODAY);
};
