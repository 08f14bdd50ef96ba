import { SPANS_MAX } from '../../domain/own-windows.ts';

/** Names of the fields of a line of ages: those of the first have no number. */
const LINE_FIELD = /^(unit|from|end)(?:\.([2-9]))?$/;

/** Fields of a form with those of its lines of ages gathered as `spans`, in the order of their numbers. */
export const spanLines = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const rest = new Map<string, unknown>();
  const lines = new Map<number, Record<string, unknown>>();
  for (const [name, value] of Object.entries(fields)) {
    const [, field, number = '1'] = LINE_FIELD.exec(name) ?? [];
    if (field === undefined) rest.set(name, value);
    else lines.set(Number(number), { ...lines.get(Number(number)), [field]: value });
  }
  const spans = [...lines].toSorted(([a], [b]) => a - b).map(([, line]) => line);
  return { ...Object.fromEntries(rest), spans };
};

/** The fields as typed with one more line, empty but for its unit: that of the line before. */
export const withLine = (fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  const numbers = Object.keys(fields).flatMap((name) => {
    const [, field, number = '1'] = LINE_FIELD.exec(name) ?? [];
    return field === 'from' ? [Number(number)] : [];
  });
  const last = Math.max(1, ...numbers);
  if (last >= SPANS_MAX) return fields;
  const next = `.${String(last + 1)}`;
  const unit = fields[last === 1 ? 'unit' : `unit.${String(last)}`];
  return {
    ...fields,
    ...(unit === undefined ? {} : { [`unit${next}`]: unit }),
    [`from${next}`]: '',
    [`end${next}`]: '',
  };
};
