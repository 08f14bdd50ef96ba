import { WINDOW_UNITS, type WindowSpan } from '../domain/own-windows.ts';

const SPAN = /^([a-z-]+):(\d{1,4})-(\d{1,4})$/;

/** Spans as a text: `month:3-5,fiscal-year:5-5`. */
export const spansText = (spans: readonly WindowSpan[]): string =>
  spans.map(({ unit, from, end }) => `${unit}:${String(from)}-${String(end)}`).join(',');

/** The spans of such a text; `undefined` where it is none. Whether they make a window is for the domain to say. */
export const spansIn = (text: string): readonly WindowSpan[] | undefined => {
  const spans = text.split(',').flatMap((part): readonly WindowSpan[] => {
    const [, name, from, end] = SPAN.exec(part.trim()) ?? [];
    const unit = WINDOW_UNITS.find((each) => each === name);
    return unit === undefined ? [] : [{ unit, from: Number(from), end: Number(end) }];
  });
  return spans.length === text.split(',').length ? spans : undefined;
};
