import { describe, expect, it } from 'vitest';
import { concernsFirst } from './concerns.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import { aGroup, anItem, aQuestionnaire, extension, when } from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';

const concerning = (linkId: string, more: object = {}) =>
  anItem('boolean', linkId, {
    extension: [extension(OWN_EXTENSION.concernWhen, { valueBoolean: true })],
    ...more,
  });

const hidden = extension(STANDARD_EXTENSION.hidden, { valueBoolean: true });

const scenario = () =>
  new Scenario(
    aQuestionnaire([
      anItem('display', 'note'),
      anItem('boolean', 'a'),
      aGroup(
        'g',
        ['b', 'c', 'd', 'e', 'f'].map((linkId) => concerning(linkId)),
      ),
      concerning('h', { enableWhen: [when('a', '=', { answerBoolean: true })] }),
      anItem('string', 'i'),
    ]),
  );

const order = ({ answers, evaluation }: Scenario) =>
  concernsFirst(answers, evaluation).map(({ item, kind }) => `${item.linkId} ${kind}`);

describe('the order staff read', () => {
  it('[FK1] without answers is the order of the form, questions only', () => {
    expect(order(scenario())).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f', 'i'].map((linkId) => `${linkId} unanswered`),
    );
  });

  it('[FK1] [FK2] is concerns, then requests for help and other absent answers, then the rest', () => {
    const answered = scenario()
      .answer('a', false)
      .absent('b', 'asked-declined')
      .answer('c', true)
      .absent('d', 'asked-unknown')
      .absent('e', 'temp-unknown')
      .answer('f', true)
      .answer('h', true)
      .answer('i', 'x');
    expect(order(answered)).toEqual([
      'c concern',
      'f concern',
      'e absent',
      'd absent',
      'b absent',
      'a answered',
      'i answered',
    ]);
    expect(order(answered.answer('a', true))[2]).toBe('h concern');
  });

  it('[FK1] gives the answers with each question', () => {
    const { answers, evaluation } = scenario().answer('i', 'x');
    expect(concernsFirst(answers, evaluation).at(-1)?.given).toEqual([{ type: 'string', value: 'x' }]);
  });

  it('[FK1] each row of a list is an entry, and what is never seen is none', () => {
    const rows = new Scenario(
      aQuestionnaire([
        aGroup('child', [concerning('fell'), anItem('boolean', 'secret', { extension: [hidden] })], {
          repeats: true,
        }),
      ]),
    )
      .addRow('child')
      .answer(['fell', 1], false)
      .answer(['fell', 2], true);
    const entries = concernsFirst(rows.answers, rows.evaluation);
    expect(entries.map(({ key, kind }) => [key, kind])).toEqual([
      [rows.key(['fell', 2]), 'concern'],
      [rows.key(['fell', 1]), 'answered'],
    ]);
  });
});
