import { problem, type Outcome, type ProblemCode } from '../contract/problem.ts';

/**
 * A part of the app that is fetched when it is needed first: from the shell that this tablet keeps, else from the hub.
 * Asked again, it is fetched again.
 * @param otherwise what it means that neither has it
 */
export const appPart = async <T>(load: () => Promise<T>, otherwise: ProblemCode): Promise<Outcome<T>> => {
  try {
    return { ok: true, value: await load() };
  } catch {
    return problem(otherwise);
  }
};
