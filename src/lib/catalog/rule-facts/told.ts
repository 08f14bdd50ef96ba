import { parseCivilDate, type CivilDate } from '../../domain/civil-date.ts';
import { SECTIONS, type SectionId } from '../../domain/program.ts';
import type { Answer, Answers } from '../../forms/answer-types.ts';

/** What was answered and is asked, by section. A section that nobody filled in, or that may not be read, is left out. */
export type SectionAnswers = ReadonlyMap<SectionId, Answers>;

/** What staff found goes before what the guardian wrote. */
const ORDER: readonly SectionId[] = [
  ...SECTIONS.filter((section) => section !== 'questionnaire'),
  'questionnaire',
];

/**
 * The answers of a checkup, read by linkId: the same question has the same linkId in every program. No answer, わからない
 * and こたえたくない are all not known, and so is an answer of another type or unit.
 */
export class Told {
  readonly #inOrder: readonly Answers[];

  constructor(sections: SectionAnswers) {
    this.#inOrder = ORDER.flatMap((section) => sections.get(section) ?? []);
  }

  #all(linkId: string): readonly Answer[] {
    for (const answers of this.#inOrder) {
      const known = answers.get(linkId)?.filter(({ type }) => type !== 'absent') ?? [];
      if (known.length > 0) return known;
    }
    return [];
  }

  code(linkId: string): string | undefined {
    return this.codes(linkId)?.[0];
  }

  /** Every code chosen; `undefined` without an answer. */
  codes(linkId: string): readonly string[] | undefined {
    const codes = this.#all(linkId).flatMap((answer) =>
      answer.type === 'coding' && answer.value.code !== undefined ? [answer.value.code] : [],
    );
    return codes.length === 0 ? undefined : codes;
  }

  /** The code where it is one of these. */
  oneOf<const Code extends string>(linkId: string, codes: readonly Code[]): Code | undefined {
    const said = this.code(linkId);
    return codes.find((code) => code === said);
  }

  /** Whether it is `yes`; any code but these two is not known. */
  is(linkId: string, yes: string, no: string): boolean | undefined {
    const said = this.oneOf(linkId, [yes, no]);
    return said === undefined ? undefined : said === yes;
  }

  /** A quantity in this UCUM unit; nothing is converted. */
  quantity(linkId: string, unit: string): number | undefined {
    const [answer] = this.#all(linkId);
    return answer?.type === 'quantity' && answer.code === unit ? answer.value : undefined;
  }

  count(linkId: string): number | undefined {
    const [answer] = this.#all(linkId);
    return answer?.type === 'integer' ? answer.value : undefined;
  }

  day(linkId: string): CivilDate | undefined {
    const [answer] = this.#all(linkId);
    return answer?.type === 'date' ? parseCivilDate(answer.value) : undefined;
  }
}
