import type { Coding } from '../answer-types.ts';
import type { FormElement } from './form-element.ts';

/** The codings of a CodeableConcept element; those without a code are left out. */
export const codingsOf = (owner: FormElement, key: string): readonly Coding[] => {
  const concept = owner.object(key);
  concept?.leave(['text']);
  const codings = concept?.objects('coding').flatMap((element) => codingOf(element) ?? []);
  concept?.close();
  return codings ?? [];
};

/** A Coding element as plain data; undefined without a code. Its extensions are the caller's, read before. */
export const codingOf = (element: FormElement): Coding | undefined => {
  element.leave(['version', 'userSelected']);
  const system = element.string('system');
  const code = element.string('code');
  const display = element.string('display');
  element.close();
  if (code === undefined || code === '') return undefined;
  return { ...(system !== undefined && { system }), code, ...(display !== undefined && { display }) };
};
