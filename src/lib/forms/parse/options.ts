import { optionKey } from '../codec/coding.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import type { Coding, FormOption } from '../form.ts';
import type { FormElement } from './form-element.ts';

const readOption = (element: FormElement): FormOption | undefined => {
  const value = element.object('valueCoding');
  const code = value?.string('code');
  const system = value?.string('system');
  const display = value?.text('display');
  value?.leave(['version', 'userSelected']);
  value?.close();
  const concern = element.extension(OWN_EXTENSION.concern, (extension) => extension.boolean('valueBoolean'));
  const exclusive = element.extension(STANDARD_EXTENSION.optionExclusive, (extension) =>
    extension.boolean('valueBoolean'),
  );
  if (element.boolean('initialSelected') === true) {
    element.reading.error('element-unsupported', element.at('initialSelected'));
  }
  element.close();
  if (code === undefined || code === '') {
    element.reading.error('value-invalid', element.path);
    return undefined;
  }
  const coding: Coding = {
    ...(system !== undefined && { system }),
    code,
    ...(display !== undefined && { display: display[element.reading.language] ?? display.ja }),
  };
  return { coding, text: display ?? { ja: code }, concern: concern === true, exclusive: exclusive === true };
};

/** The options of a choice item by their key. Two options with one coding could not be told apart: an error. */
export const readOptions = (item: FormElement): ReadonlyMap<string, FormOption> => {
  const options = new Map<string, FormOption>();
  const elements = item.objects('answerOption');
  for (const element of elements) {
    const option = readOption(element);
    if (option === undefined) continue;
    const key = optionKey(option.coding);
    if (options.has(key)) item.reading.error('value-invalid', element.path);
    else options.set(key, option);
  }
  if (elements.length === 0) item.reading.error('options-missing', item.at('answerOption'));
  return options;
};
