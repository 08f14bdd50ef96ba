import { beforeAll, describe, expect, it } from 'vitest';
import { ITEM_TYPES, isQuestionType } from '$lib/forms/codec/codecs.ts';
import { CONTROL_TYPES } from '$lib/forms/parse/presentation.ts';
import type { FormItem, ItemType } from '$lib/forms/form.ts';
import { openForm } from '$lib/form-view/open-form.ts';
import type { FormState } from '$lib/form-view/FormState.svelte.ts';
import { startForm } from '$lib/tablet/trial/start-form.ts';
import type { ItemNode } from '$lib/forms/run/tree.ts';
import { enterState, itemForm, ITEM_STATES, type ItemStateName } from './item-states.ts';

const NOW = new Date('2026-11-21T09:30:00+09:00');
const STATES = Object.keys(ITEM_STATES) as ItemStateName[];

const inState = async (state: ItemStateName): Promise<FormState> => {
  const { form, problems } = await openForm(new TextEncoder().encode(JSON.stringify(itemForm(state))));
  if (form === undefined) throw new Error(JSON.stringify(problems));
  const opened = await startForm(form, { language: 'ja', now: NOW });
  enterState(opened, state);
  return opened;
};

/** The type and control of everything on the screen, captions by the question they stand at. */
const pairsIn = ({ items }: FormState['form']): ReadonlySet<string> =>
  new Set(
    items.flatMap(({ type, control, captions }) => [
      `${type} ${control}`,
      ...Object.keys(captions).map((role) => `display ${role}`),
    ]),
  );

describe('the gallery of items', () => {
  const forms = new Map<ItemStateName, FormState>();
  beforeAll(async () => {
    for (const state of STATES) forms.set(state, await inState(state));
  });
  const formIn = (state: ItemStateName): FormState => {
    const form = forms.get(state);
    if (form === undefined) throw new Error(state);
    return form;
  };
  /** Questions that are answered on the screen: a list by its rows. */
  const asked = (state: ItemStateName): readonly ItemNode[] => {
    const { tree, enabled } = formIn(state);
    return tree.nodes.filter(
      ({ item, role, key }) => enabled.has(key) && role !== 'list' && isQuestionType(item.type),
    );
  };
  const without = (nodes: readonly ItemNode[], holds: (node: ItemNode) => boolean): readonly string[] =>
    nodes.filter((node) => !holds(node)).map(({ key }) => key);
  const isSample = ({ item }: ItemNode): boolean => item.parent?.linkId === 'questions';

  it('shows every type the engine has, with every control it can have there', () => {
    const wanted = ITEM_TYPES.flatMap((type) => [
      `${type} none`,
      ...Object.entries(CONTROL_TYPES)
        .filter(([, types]: [string, readonly ItemType[]]) => types.includes(type))
        .map(([control]) => `${type} ${control}`),
    ]);
    expect([...pairsIn(formIn('helped').form)].sort()).toEqual(wanted.sort());
    // Captions belong to what explains a question; all else is there in every state.
    const captions = ['help', 'prompt', 'unit', 'lower', 'upper', 'flyover'].map((role) => `display ${role}`);
    for (const state of STATES) {
      const pairs = pairsIn(formIn(state).form);
      expect(wanted.filter((pair) => !pairs.has(pair) && !captions.includes(pair))).toEqual([]);
    }
  });

  it.each(STATES)('has no problem in the state %s', async (state) => {
    const { problems } = await openForm(new TextEncoder().encode(JSON.stringify(itemForm(state))));
    expect(problems).toEqual([]);
  });

  it('really brings every question into its state', () => {
    const answersAt = (state: ItemStateName, { key }: ItemNode) => formIn(state).answersAt(key);
    const issues = (state: ItemStateName, severity: string): ReadonlySet<string> =>
      new Set(
        formIn(state)
          .issues()
          .flatMap((issue) => (issue.severity === severity ? [issue.key] : [])),
      );
    const samples = (state: ItemStateName) => asked(state).filter(isSample);

    expect(without(samples('empty'), (node) => answersAt('empty', node).length === 0)).toEqual([]);
    for (const state of ['answered', 'wrong', 'warned', 'read-only'] as const) {
      expect(without(samples(state), (node) => answersAt(state, node).length === 1)).toEqual([]);
    }
    const [missing, wrong, warned] = [
      issues('missing', 'error'),
      issues('wrong', 'error'),
      issues('warned', 'warning'),
    ];
    expect(without(samples('missing'), ({ key }) => missing.has(key))).toEqual([]);
    expect(without(samples('wrong'), ({ key }) => wrong.has(key))).toEqual([]);
    expect(without(samples('warned'), ({ key }) => warned.has(key))).toEqual([]);
    expect(formIn('wrong').checking && formIn('missing').checking && formIn('warned').checking).toBe(true);
    // An attachment and a reference cannot be calculated and overtyped (FJ15).
    const isCalculated = (node: ItemNode): boolean =>
      formIn('calculated').item(node.key).computed?.answers?.length === 1;
    expect(without(samples('calculated'), isCalculated)).toEqual(['attachment', 'reference']);
    for (const state of ['read-only', 'read-only-empty'] as const) {
      expect(without(samples(state), ({ item }) => item.readOnly)).toEqual([]);
    }
    expect(without(samples('absent'), (node) => answersAt('absent', node)[0]?.type === 'absent')).toEqual([]);
    const isHelped = ({ item: { hint, prefix, captions, supportLinks } }: ItemNode): boolean =>
      [hint, prefix, captions.help, captions.prompt, captions.flyover, supportLinks[0]].every(
        (each) => each !== undefined,
      );
    expect(without(samples('helped'), isHelped)).toEqual([]);
    const answersOf = (item: FormItem): number =>
      formIn('repeated')
        .tree.nodes.filter((node) => node.item === item && node.role !== 'list')
        .reduce((sum, node) => sum + answersAt('repeated', node).length + (node.role === 'row' ? 1 : 0), 0);
    const few = [...new Set(samples('repeated').map(({ item }) => item))].filter(
      (item) => answersOf(item) < 2,
    );
    expect(few.map(({ linkId }) => linkId)).toEqual([]);
  });

  it('really brings every group into its state', () => {
    const groups = (state: ItemStateName) =>
      formIn(state).tree.nodes.filter(({ item, role }) => item.parent?.linkId === 'groups' && role !== 'row');
    for (const [state, severity] of [
      ['missing', 'error'],
      ['wrong', 'error'],
      ['warned', 'warning'],
    ] as const) {
      const found = new Set(
        formIn(state)
          .issues()
          .flatMap((issue) => (issue.severity === severity ? [issue.linkId] : [])),
      );
      expect(without(groups(state), ({ item }) => found.has(item.linkId))).toEqual([]);
    }
    expect(without(groups('helped'), ({ item }) => item.captions.help !== undefined)).toEqual([]);
    expect(
      groups('repeated')
        .filter(({ role }) => role === 'list')
        .map(({ item }) => item.control),
    ).toEqual(['none', 'list', 'table', 'gtable', 'grid']);
  });
});
