import type { ConditionJson, ItemJson } from './form-json.ts';
import type { RandomSource } from './random-source.ts';

/** Most conditions name a question just before; some one far above. */
const NEAR = 6;
const NEAR_CHANCE = 0.8;
/** Items whose conditions name several questions, of those that have conditions. */
const SEVERAL_CHANCE = 0.2;
const EXISTS_CHANCE = 0.1;

/** Whether conditions of a generated form may name the item: a boolean, or a choice of one answer. */
export const isDriver = ({ type, repeats }: ItemJson): boolean =>
  type === 'boolean' || (type === 'choice' && repeats !== true);

const condition = ({ linkId, answerOption = [], type }: ItemJson, random: RandomSource): ConditionJson => {
  if (random.chance(EXISTS_CHANCE)) return { question: linkId, operator: 'exists', answerBoolean: true };
  if (type === 'boolean') return { question: linkId, operator: '=', answerBoolean: true };
  const { system, code } = random.pick(answerOption).valueCoding;
  return { question: linkId, operator: '=', answerCoding: { system, code } };
};

/** Conditions on earlier questions. None holds while nothing is answered. */
export const conditionsFor = (
  drivers: readonly ItemJson[],
  random: RandomSource,
): Pick<ItemJson, 'enableWhen' | 'enableBehavior'> => {
  const near = random.chance(NEAR_CHANCE) ? drivers.slice(-NEAR) : drivers;
  const count = random.chance(SEVERAL_CHANCE) ? random.between(2, 3) : 1;
  const named = new Set(Array.from({ length: count }, () => random.pick(near)));
  const enableWhen = [...named].map((driver) => condition(driver, random));
  return enableWhen.length === 1
    ? { enableWhen }
    : { enableBehavior: random.chance(0.5) ? 'all' : 'any', enableWhen };
};
