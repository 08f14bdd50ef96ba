import { answerKey } from '../answer.ts';
import type { ValueAnswer } from '../answer-types.ts';
import { codecOf, codecOfAnswer, codecsOfItem } from '../codec/codecs.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import type { FormOption, ItemType, LocalText, RichSource } from '../form.ts';
import { isJsonObject } from '../json-object.ts';
import { isLanguageTag } from '../text.ts';
import type { FormElement } from './form-element.ts';
import { plainOption } from './plain-option.ts';
import { readRichSource } from './rich-source.ts';
import { codesOf } from './value-sets.ts';

/** The options of an item, and those that are chosen from the start. */
export interface ReadOptions {
  readonly byKey: ReadonlyMap<string, FormOption>;
  readonly initial: readonly ValueAnswer[];
}

const NONE: ReadOptions = { byKey: new Map(), initial: [] };

/** The score, which stands on the option or on its value. */
const readWeight = (...elements: readonly (FormElement | undefined)[]): number | undefined => {
  const { ordinalValue, itemWeight } = STANDARD_EXTENSION;
  const read = (element: FormElement, url: string): number | undefined =>
    element.extension(url, (extension) => {
      const value = extension.take('valueDecimal') ?? extension.take('valueInteger');
      return typeof value === 'number' ? value : undefined;
    });
  for (const element of elements) {
    if (element?.hasExtensions !== true) continue;
    const weight = read(element, itemWeight) ?? read(element, ordinalValue);
    if (weight !== undefined) return weight;
  }
  return undefined;
};

interface ReadValue {
  readonly answer: ValueAnswer | undefined;
  readonly text: LocalText | undefined;
  readonly rich: RichSource | undefined;
  readonly value: FormElement | undefined;
}

const readCodingValue = (element: FormElement): ReadValue => {
  const value = element.object('valueCoding');
  let rich: RichSource | undefined;
  const text = value?.text('display', (sidecar) => (rich = readRichSource(sidecar)));
  const system = value?.string('system');
  const code = value?.string('code');
  value?.leave(['version', 'userSelected']);
  if (code === undefined || code === '') return { answer: undefined, text, rich, value };
  const display = text === undefined ? undefined : (text[element.reading.language] ?? text.ja);
  const answer: ValueAnswer = {
    type: 'coding',
    value: { ...(system !== undefined && { system }), code, ...(display !== undefined && { display }) },
  };
  return { answer, text: text ?? { ja: code }, rich, value };
};

const readPlainValue = (element: FormElement, type: ItemType): ReadValue => {
  let rich: RichSource | undefined;
  if (typeof element.peek('valueString') === 'string') {
    const text = element.text('valueString', (sidecar) => (rich = readRichSource(sidecar)));
    const answer = element.answer('value', [codecOf('string')]);
    return { answer, text, rich, value: undefined };
  }
  const answer = element.answer('value', codecsOfItem(type));
  return { answer, text: undefined, rich, value: undefined };
};

/** The printed form of an option that has no words of its own. */
const plainText = (answer: ValueAnswer): LocalText => {
  if (answer.type === 'reference') return { ja: answer.value.display ?? answer.value.reference ?? '' };
  return { ja: codecOfAnswer(answer)?.identity(answer) ?? '' };
};

const readOption = (element: FormElement, type: ItemType) => {
  const { answer, text, rich, value } =
    element.peek('valueCoding') === undefined ? readPlainValue(element, type) : readCodingValue(element);
  const flag = (url: string): boolean =>
    element.extension(url, (extension) => extension.boolean('valueBoolean')) === true;
  const prefixOf = (owner: FormElement | undefined): string | undefined =>
    owner?.extension(STANDARD_EXTENSION.optionPrefix, (extension) => extension.string('valueString'));
  const weight = readWeight(element, value);
  const prefix = prefixOf(value) ?? prefixOf(element);
  const concern = flag(OWN_EXTENSION.concern);
  const exclusive = flag(STANDARD_EXTENSION.optionExclusive);
  const selected = element.boolean('initialSelected') === true;
  value?.close();
  element.close();
  if (answer === undefined) {
    element.reading.error('value-invalid', element.path);
    return undefined;
  }
  const option: FormOption = {
    answer,
    text: text ?? plainText(answer),
    rich,
    concern,
    exclusive,
    prefix,
    weight,
  };
  return { option, selected };
};

/** The options listed by the item itself. Two with one value could not be told apart: an error. */
const readListed = (item: FormElement, listed: readonly unknown[], type: ItemType): ReadOptions => {
  const { reading } = item;
  const byKey = new Map<string, FormOption>();
  const initial: ValueAnswer[] = [];
  const add = (option: FormOption, at: number): void => {
    const key = answerKey(option.answer);
    if (byKey.has(key)) reading.error('value-invalid', pathOf(item, at));
    else byKey.set(key, option);
  };
  listed.forEach((json, at) => {
    const plain = isJsonObject(json) ? plainOption(json, reading) : undefined;
    if (plain !== undefined) add(plain, at);
    else if (!isJsonObject(json)) reading.error('value-invalid', pathOf(item, at));
    else {
      const read = readOption(item.child(json, 'answerOption', at), type);
      if (read === undefined) return;
      add(read.option, at);
      if (read.selected) initial.push(read.option.answer);
    }
  });
  return { byKey, initial };
};

const pathOf = (item: FormElement, at: number): string => `${item.at('answerOption')}[${at}]`;

/** A code's words with those it has in other languages, the first of each. */
const designated = (text: LocalText, code: FormElement): LocalText => {
  const { language: base, languages } = code.reading;
  const words: Record<string, string> & { ja: string } = { ...text };
  const told = new Set([base]);
  for (const designation of code.objects('designation')) {
    const language = designation.string('language');
    const value = designation.string('value');
    if (language === undefined || value === undefined) continue;
    if (told.has(language) || !isLanguageTag(language)) continue;
    told.add(language);
    words[language] = value;
    languages.add(language);
  }
  return words;
};

/** The options of a value set that the form contains or was given. */
const readValueSet = (item: FormElement, canonical: string): ReadOptions => {
  const { reading } = item;
  const path = item.at('answerValueSet');
  const set = reading.tools.valueSets.get(canonical);
  if (set === undefined) {
    reading.error('value-set-missing', path);
    return NONE;
  }
  const codes = codesOf(set);
  if (codes === undefined) {
    reading.error('value-set-unsupported', path);
    return NONE;
  }
  const byKey = new Map<string, FormOption>();
  for (const { coding, element } of codes) {
    const answer: ValueAnswer = { type: 'coding', value: coding };
    const key = answerKey(answer);
    if (byKey.has(key)) continue;
    const own = item.child(element, 'answerValueSet');
    const text = designated(own.text('display') ?? { ja: coding.code }, own);
    const weight = readWeight(own);
    byKey.set(key, {
      answer,
      text,
      rich: undefined,
      concern: false,
      exclusive: false,
      prefix: undefined,
      weight,
    });
  }
  return { byKey, initial: [] };
};

/** The options of a choice item by their key. A choice without any needs an expression that gives them. */
export const readOptions = (item: FormElement, type: ItemType, isGivenLater: boolean): ReadOptions => {
  const listed = item.array('answerOption');
  const canonical = item.string('answerValueSet');
  const isListed = listed.some(isJsonObject);
  if (canonical !== undefined && isListed) item.reading.error('value-invalid', item.at('answerValueSet'));
  const own = readListed(item, listed, type);
  if (isListed) return own;
  if (canonical !== undefined) return readValueSet(item, canonical);
  if (type === 'choice' && !isGivenLater) item.reading.error('options-missing', item.at('answerOption'));
  return NONE;
};
