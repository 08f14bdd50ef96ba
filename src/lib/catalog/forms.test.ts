import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { PROGRAMS, type ProgramId, type SectionId } from '../domain/program.ts';
import { compileForm } from '../forms/compile.ts';
import { evaluate } from '../forms/run/evaluate.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../forms/extensions.ts';
import { parseFurigana } from '../forms/rich-text/furigana.ts';
import { PROGRAM_TABLE } from './programs.ts';
import { questionnaireOf } from './questionnaire-of.ts';
import type { Questionnaire, QuestionnaireItem } from './questionnaire.ts';
import { answerListOf } from './table/answer-list-url.ts';
import { ANSWER_COLUMNS, COLUMNS, FORM_LANGUAGES, PACK_COLUMNS, type FormLanguage } from './table/columns.ts';
import { compileTable } from './table/compile-table.ts';
import { answerLists } from './table/form-rows.ts';
import { tableOf, type TableRow } from './table/table-of.ts';
import { textsOf, type Texts } from './table/texts.ts';

const flat = (items: readonly QuestionnaireItem[]): readonly QuestionnaireItem[] =>
  items.flatMap((item) => [item, ...flat(item.item ?? [])]);

const ALL = await Promise.all(
  PROGRAMS.flatMap((program) =>
    PROGRAM_TABLE[program].sections.map(
      async ({ section }) => [program, section, await questionnaireOf(program, section)] as const,
    ),
  ),
);

/** Every text of a form that a person reads, in all its languages. */
const textsIn = ({ title, _title, item }: Questionnaire): readonly Texts[] => [
  textsOf(title, _title),
  ...flat(item).flatMap((each) => [
    textsOf(each.text, each._text),
    ...(each.answerOption ?? []).map(({ valueCoding }) => textsOf(valueCoding.display, valueCoding._display)),
    ...(each.extension ?? [])
      .filter(({ url }) => url === OWN_EXTENSION.hint)
      .map(({ valueString = '', _valueString }) => textsOf(valueString, _valueString)),
  ]),
];

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** What a translation into another language may leave in Japanese: names of things that are printed in Japanese. */
const QUOTED = /「[^」]*」|（[^）]*）|\([^)]*\)/gu;

/** Kanji of an easy text that no reading stands over. */
const bareKanji = (easy: string): string =>
  parseFurigana(easy)
    .flatMap((inline) => (inline.kind === 'text' ? [inline.text] : []))
    .join('')
    .replace(/[^\p{Script=Han}々〆ヶ]/gu, '');

const numbersIn = (text: string): string => (text.normalize('NFKC').match(/\d+/g) ?? []).toSorted().join();

/** Languages a form is to have: the guardian's all of them, the staff's Japanese and English. */
const languagesOf = (section: string): readonly FormLanguage[] =>
  section === 'questionnaire' ? FORM_LANGUAGES : ['ja', 'en'];

/** The same table compiled again, its answer lists taken from its own answers. */
const recompiled = (
  program: ProgramId,
  section: SectionId,
  rows: readonly TableRow[],
  { item }: Questionnaire,
): Questionnaire => {
  const answers = flat(item).flatMap(({ answerOption = [] }) =>
    answerOption.map(({ valueCoding: { system, code, display, _display } }) => ({
      ...textsOf(display, _display),
      list: answerListOf(system),
      code,
    })),
  );
  const once = new Map(answers.map((row) => [`${row.list} ${row.code}`, row]));
  const csv = (columns: readonly string[], records: readonly object[]): string =>
    stringify([...records], { header: true, columns: [...columns] });
  return compileTable(program, section, {
    form: { file: 'again.csv', table: csv(COLUMNS, rows), packs: csv(PACK_COLUMNS, rows) },
    common: new Map(),
    answers: answerLists([{ file: 'answers.csv', table: csv(ANSWER_COLUMNS, [...once.values()]) }]),
  });
};

describe.each(ALL)('the built-in form %s %s', (program, section, questionnaire) => {
  it('compiles without a problem', () => {
    const { form, problems } = compileForm(JSON.parse(JSON.stringify(questionnaire)));
    expect(problems).toEqual([]);
    expect(form?.languages).toEqual(expect.arrayContaining([...languagesOf(section)]));
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(questionnaire))).toStrictEqual(questionnaire);
  });

  it('carries the id and the version its program names', () => {
    const row = PROGRAM_TABLE[program].sections.find((each) => each.section === section);
    expect([questionnaire.url, questionnaire.version]).toEqual([row?.formId, row?.formVersion]);
    expect(questionnaire.url).toBe(`https://hagukumi.dev/fhir/Questionnaire/${program}-${section}`);
    expect(questionnaire.version).toMatch(/^\d{4}\.\d+$/);
  });

  it.each(languagesOf(section))('says everything in %s', (language) => {
    const missing = textsIn(questionnaire).filter((texts) => texts[language].trim() === '');
    expect(missing.map(({ ja }) => ja)).toEqual([]);
  });

  it('is written in Japanese, and in no other language with Japanese letters', () => {
    for (const texts of textsIn(questionnaire)) {
      expect(texts.ja).toMatch(JAPANESE);
      for (const language of FORM_LANGUAGES.slice(2)) {
        const letters = language === 'zh-Hans' ? KANA : JAPANESE;
        expect(texts[language].replace(QUOTED, ''), texts.ja).not.toMatch(letters);
      }
    }
  });

  it('gives every kanji of an easy text its reading', () => {
    const bare = textsIn(questionnaire).filter((texts) => bareKanji(texts['ja-x-easy']) !== '');
    expect(bare.map((texts) => texts['ja-x-easy'])).toEqual([]);
  });

  it('says the same numbers in every language', () => {
    for (const texts of textsIn(questionnaire)) {
      const printed = numbersIn(texts.ja);
      for (const language of languagesOf(section)) {
        expect([language, texts.ja, numbersIn(texts[language])]).toEqual([language, texts.ja, printed]);
      }
    }
  });

  it('states for every answer whether it is a reason to look', () => {
    const unstated = flat(questionnaire.item).filter(({ answerOption = [] }) =>
      answerOption.some(
        ({ extension }) =>
          typeof extension.find(({ url }) => url === OWN_EXTENSION.concern)?.valueBoolean !== 'boolean',
      ),
    );
    expect(unstated.map(({ linkId }) => linkId)).toEqual([]);
  });

  it('preselects nothing', () => {
    expect(JSON.stringify(questionnaire)).not.toMatch(/"initial(Selected|\[x\])?"/);
    const { form } = compileForm(questionnaire);
    expect(form && evaluate(form, new Map()).concerns).toEqual([]);
  });

  it('uses linkIds that are safe in a selector, and codes that are meanings', () => {
    const codes = flat(questionnaire.item).flatMap(({ linkId, answerOption = [] }) => [
      linkId,
      ...answerOption.map(({ valueCoding }) => valueCoding.code),
    ]);
    expect(codes.filter((code) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  it('can be written back as the table it was compiled from', () => {
    const rows = tableOf(questionnaire);
    expect(rows.filter(({ type }) => type !== 'form' && type !== 'hint')).toHaveLength(
      flat(questionnaire.item).length,
    );
    expect(recompiled(program, section, rows, questionnaire)).toStrictEqual(questionnaire);
  });
});

const GUARDIAN = ALL.filter(([, section]) => section === 'questionnaire');

const reasonsOf = ({ extension = [] }: QuestionnaireItem): readonly string[] =>
  extension.flatMap(({ url, valueCode }) => (url === OWN_EXTENSION.absentReasons ? [valueCode ?? ''] : []));

/** A question that can be left, though not as わからない. */
const isSurelyKnown = (question: QuestionnaireItem): boolean => {
  const reasons = reasonsOf(question);
  return reasons.length > 0 && !reasons.includes('asked-unknown');
};

it('わからない is not offered where whoever answers cannot but know: oneself, one’s home, what one has heard of', () => {
  const known = GUARDIAN.flatMap(([program, , { item }]) =>
    flat(item)
      .filter(isSurelyKnown)
      .map(({ linkId }) => [linkId, program] as const),
  );
  const programsOf = Map.groupBy(known, ([linkId]) => linkId);
  expect(
    [...programsOf]
      .map(([linkId, asked]) => `${linkId}: ${asked.map(([, program]) => program).join(' ')}`)
      .toSorted(),
  ).toEqual([
    'care-service-known: postnatal-2w postnatal-1m',
    'child-hotline: infant-3-4m infant-1m child-18m child-3y',
    'consent: vaccination',
    'contact-after-discharge: postnatal-2w',
    'coping: infant-3-4m infant-6-7m infant-9-10m child-18m child-2y child-3y child-5y',
    'explanation-read: vaccination',
    'knows-development: infant-3-4m child-18m child-3y',
    'knows-shaking: infant-3-4m newborn-visit infant-1m',
    'lives-with: prenatal postnatal-2w postnatal-1m',
    'mother-drinks: prenatal',
    'mother-smokes: prenatal',
    'respondent: infant-3-4m newborn-visit infant-1m infant-6-7m infant-9-10m child-18m child-2y child-3y child-5y vaccination',
    'stays-at: postnatal-2w',
    'worked: prenatal',
  ]);
});

describe.each(GUARDIAN)('the guardian’s form of %s', (_program, _section, questionnaire) => {
  const questions = flat(questionnaire.item).filter(({ type }) => type !== 'group');

  it('lets every question but the free texts be left in three ways, or two where the answer is known', () => {
    const differing = questions.filter(
      (each) => reasonsOf(each).length !== (each.type === 'text' ? 0 : isSurelyKnown(each) ? 2 : 3),
    );
    expect(differing.map(({ linkId }) => linkId)).toEqual([]);
  });

  it('gives every question a short Japanese label for staff', () => {
    const unlabelled = questions.filter(({ extension = [] }) => {
      const label = extension.find(({ url }) => url === STANDARD_EXTENSION.shortText)?.valueString;
      return label === undefined || label.length > 20;
    });
    expect(unlabelled.map(({ linkId }) => linkId)).toEqual([]);
  });

  it('asks in short sentences', () => {
    const long = questions.filter(({ text }) => text.split('。').some((sentence) => sentence.length > 50));
    expect(long.map(({ linkId }) => linkId)).toEqual([]);
  });
});
