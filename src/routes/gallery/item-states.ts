import type { Answer } from '$lib/forms/answer-types.ts';
import type { FormState } from '$lib/form-view/FormState.svelte.ts';
import {
  CAPTIONS,
  GROUP_CONTROLS,
  QUESTION_SAMPLES,
  TEXT_CONTROLS,
  type Control,
  type QuestionSample,
  type QuestionType,
} from './item-samples.ts';
import { caption, item, options, part, type Json, type Part } from './questionnaire-parts.ts';

/** The states an item can be in on the screen. */
export const ITEM_STATES = {
  empty: '空',
  answered: '答えが入っている',
  missing: '記入もれ',
  wrong: '誤り',
  warned: '見直し',
  calculated: '計算された',
  'read-only': '編集不可',
  'read-only-empty': '編集不可で空',
  absent: 'わからない',
  helped: '説明つき',
  repeated: 'くり返す',
} as const;
export type ItemStateName = keyof typeof ITEM_STATES;

const REASONS = ['asked-unknown', 'asked-declined', 'temp-unknown'].map((code) => part.absent(code));
const NEVER = '1 = 2';
const WRONG = 'ほかの答えと合っていません。どちらかを直してください';
const WARNED = 'ふだんと違う答えです。もう一度ごらんください';

/** What a state adds to every item that can be asked for. */
const extensionsIn = (state: ItemStateName, linkId: string): readonly Part[] => {
  if (state === 'wrong') return [part.constraint(`${linkId}-wrong`, WRONG, NEVER)];
  if (state === 'warned') return [part.constraint(`${linkId}-warned`, WARNED, NEVER, 'warning')];
  return state === 'helped'
    ? [part.hint('母子健康手帳をごらんください'), part.link('https://example.jp/help')]
    : [];
};

const captionsIn = (
  state: ItemStateName,
  linkId: string,
  roles: Readonly<Partial<Record<Control, string>>>,
) =>
  state === 'helped'
    ? Object.entries(roles).map(([role, text]) => caption(`${linkId}.${role}`, role, text))
    : [];

const isAnswered = (state: ItemStateName): boolean =>
  state === 'answered' || state === 'wrong' || state === 'warned' || state === 'read-only';

/** Where a question of the type with the control shows the ends of its scale, and a unit beside its number. */
const rolesOf = (
  type: QuestionType,
  control: Control | 'none',
): Readonly<Partial<Record<Control, string>>> => {
  const hasEnds =
    control === 'slider' || type === 'boolean' || (type === 'choice' && control !== 'autocomplete');
  return {
    ...CAPTIONS,
    ...(hasEnds && { lower: '少ない', upper: '多い' }),
    ...(type === 'integer' && { unit: '回' }),
  };
};

/** The options or the initial value that hold the sample's answer. */
const answerOf = ({ answerOption, value }: QuestionSample, isGiven: boolean): Json => {
  if (answerOption === undefined) return isGiven && value !== undefined ? { initial: [value] } : {};
  return {
    answerOption: answerOption.map((option, at) => ({
      ...option,
      ...(isGiven && at === 0 && { initialSelected: true }),
    })),
  };
};

const linkIdOf = (type: string, control: string): string =>
  control === 'none' ? type : `${type}.${control}`;

const question = (state: ItemStateName, type: QuestionType, control: Control | 'none'): Json => {
  const sample = QUESTION_SAMPLES[type];
  const linkId = linkIdOf(type, control);
  const isHelped = state === 'helped';
  return item(linkId, type, sample.text, {
    ...answerOf(sample, isAnswered(state)),
    ext: [
      ...(control === 'none' ? [] : [part.control(control)]),
      ...(sample.ext ?? []),
      ...(state === 'absent' ? REASONS : []),
      ...(state === 'calculated' && sample.calculated !== undefined
        ? [part.calculated(sample.calculated)]
        : []),
      ...(isHelped && sample.picture !== undefined
        ? [part.illustration(sample.picture), part.readAloud(sample.text)]
        : []),
      ...extensionsIn(state, linkId),
    ],
    ...(state === 'missing' && { required: true }),
    ...(state.startsWith('read-only') && { readOnly: true }),
    ...(state === 'repeated' && { repeats: true }),
    ...(isHelped && { prefix: '1.', item: captionsIn(state, linkId, rolesOf(type, control)) }),
  });
};

const questions = (state: ItemStateName): readonly Json[] =>
  (Object.keys(QUESTION_SAMPLES) as QuestionType[]).flatMap((type) =>
    (['none', ...QUESTION_SAMPLES[type].controls] as const).map((control) => question(state, type, control)),
  );

const FREQUENCY = options('ない', 'ときどき', 'いつも');

/** What a group with the control holds; `given` is the answer in its first question. */
const childrenOf = (
  control: (typeof GROUP_CONTROLS)[number],
  linkId: string,
  more: Json,
  given: boolean,
): readonly Json[] => {
  const choice = (at: number, text: string): Json =>
    item(`${linkId}.${at}`, 'choice', text, {
      ...more,
      answerOption: FREQUENCY.map((option) => ({
        ...option,
        ...(given && at === 1 && option === FREQUENCY[0] && { initialSelected: true }),
      })),
    });
  const written = (at: number, text: string): Json =>
    item(`${linkId}.${at}`, 'string', text, {
      ...more,
      ...(given && at === 1 && { initial: [{ valueString: '夜に多い' }] }),
    });
  const part1 = (at: number, text: string, child: Json): Json =>
    item(`${linkId}.part${at}`, 'group', text, { item: [child] });
  switch (control) {
    case 'table':
    case 'htable':
      return [choice(1, '眠れない'), choice(2, '落ち着かない')];
    case 'tab-container':
    case 'grid':
      return [part1(1, '右', written(1, 'ようす')), part1(2, '左', written(2, 'ようす'))];
    default:
      return [written(1, 'いつごろからですか'), choice(2, 'どのくらいですか')];
  }
};

const group = (state: ItemStateName, control: (typeof GROUP_CONTROLS)[number]): Json => {
  const linkId = linkIdOf('group', control);
  const isListed =
    control === 'gtable' || (state === 'repeated' && control !== 'tab-container' && control !== 'htable');
  const more: Json = state.startsWith('read-only') ? { readOnly: true } : {};
  return item(linkId, 'group', 'このごろのようす', {
    ext: [...(control === 'none' ? [] : [part.control(control)]), ...extensionsIn(state, linkId)],
    ...(isListed && { repeats: true }),
    ...(state === 'missing' && { required: true }),
    ...(state === 'helped' && { prefix: '2.' }),
    item: [
      ...captionsIn(state, linkId, { help: CAPTIONS.help }),
      ...childrenOf(control, linkId, more, isAnswered(state)),
    ],
  });
};

const text = (state: ItemStateName, control: (typeof TEXT_CONTROLS)[number]): Json => {
  const linkId = linkIdOf('display', control);
  return item(linkId, 'display', '書かれたことは、健診に関わる人だけが読みます。', {
    ext: [
      ...(control === 'none' ? [] : [part.control(control)]),
      ...(state === 'helped' ? extensionsIn(state, linkId) : []),
    ],
    item: captionsIn(state, linkId, { help: CAPTIONS.help }),
  });
};

/** The parts of the form, each of which is one page where questions stand one to a screen. */
export const ITEM_PARTS = ['questions', 'groups', 'texts'] as const;

/** Every item type with every control it can have, all of them in the state. */
export const itemForm = (state: ItemStateName): Json => {
  const asPage = (linkId: (typeof ITEM_PARTS)[number], name: string, children: readonly Json[]): Json =>
    item(linkId, 'group', name, { ext: [part.control('page')], item: children });
  const frame = (at: 'header' | 'footer', words: string): readonly Json[] => [
    item(linkIdOf('display', at), 'display', words, { ext: [part.control(at)] }),
    item(linkIdOf('group', at), 'group', `${words}の組`, {
      ext: [part.control(at)],
      item: [item(`${at}.words`, 'display', `${words}の文`)],
    }),
  ];
  return {
    resourceType: 'Questionnaire',
    url: `https://hagukumi.dev/fhir/Questionnaire/every-item-${state}`,
    version: '1',
    status: 'draft',
    title: `すべての型：${ITEM_STATES[state]}`,
    language: 'ja',
    item: [
      ...frame('header', 'はじめに'),
      asPage('questions', '質問', questions(state)),
      asPage(
        'groups',
        '組',
        GROUP_CONTROLS.map((control) => group(state, control)),
      ),
      asPage('texts', '文', [
        ...TEXT_CONTROLS.map((control) => text(state, control)),
        // A page that only tells is not shown by itself.
        item('texts.read', 'boolean', '読みましたか'),
      ]),
      ...frame('footer', 'おわりに'),
    ],
  };
};

const UNKNOWN: Answer = { type: 'absent', reason: 'asked-unknown' };

/** Brings a form of {@link itemForm} that has just been opened into its state. */
export const enterState = (form: FormState, state: ItemStateName): void => {
  for (const node of [...form.tree.nodes]) {
    const { item: each, role, key } = node;
    if (each.type === 'group' || each.type === 'display') continue;
    if (state === 'absent' && role === 'single' && each.absentReasons.length > 0) form.set(key, [UNKNOWN]);
    if (state === 'repeated' && each.repeats) repeat(form, key, QUESTION_SAMPLES[each.type].second);
  }
  if (state === 'missing' || state === 'wrong' || state === 'warned') form.check();
};

/** Two rows, the second with an answer; of a choice its answer beside the first option. */
const repeat = (form: FormState, key: string, second: Answer): void => {
  const node = form.tree.byKey.get(key);
  if (node === undefined) return;
  if (node.role === 'list') {
    form.addRow(key);
    const last = form.tree.byKey.get(key)?.children.at(-1);
    if (last !== undefined) form.set(last.key, [second]);
  } else if (node.role === 'single') {
    const [first] = node.item.options;
    form.set(key, [...(first === undefined ? [] : [first.answer]), second]);
  }
};
