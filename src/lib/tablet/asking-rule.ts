import { askedBy, type AskId } from '../domain/rules/remarks.ts';

/** The rule of the registry that asks a question back, as a screen names it. */
export const askingRule = (
  id: AskId,
): { readonly rule: string } & Pick<ReturnType<typeof askedBy>, 'title' | 'source' | 'version'> => {
  const { id: rule, title, source, version } = askedBy(id);
  return { rule, title, source, version };
};
