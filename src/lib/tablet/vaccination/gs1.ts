import { parseCivilDate, type CivilDate } from '../../domain/civil-date.ts';

/**
 * What the code on a vaccine's box says. GS1 General Specifications §3: (01) product, (17) last day of use as YYMMDD,
 * (10) lot. Japan prints the product in GS1 DataBar and the other two in the composite part above it.
 */
export interface Gs1Code {
  /** GTIN, 14 digits with the right check digit. */
  readonly product: string;
  readonly expiry?: CivilDate;
  readonly lot?: string;
}

/** Ends a value of variable length: FNC1 as readers send it. */
const SEPARATOR = '\u001d';

/** Digits of the values of fixed length: product, and days of production, packing, best before, sale and use. */
const FIXED: Readonly<Record<string, number>> = { '01': 14, '11': 6, '13': 6, '15': 6, '16': 6, '17': 6 };
/** Most characters of the others: lot, serial number, counts, the maker's own number. */
const VARIABLE: Readonly<Record<string, number>> = { '10': 20, '21': 20, '30': 8, '37': 8, '240': 30 };

const FIRST_SEPARATOR = new RegExp(`^${SEPARATOR}`);

const VALUE = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/;

const hasCheckDigit = (digits: string): boolean => {
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return sum % 10 === 0;
};

/** YYMMDD of this century; day 00 stands for the last of the month. */
const dayIn = (value: string): CivilDate | undefined => {
  const [year, month, day] = [`20${value.slice(0, 2)}`, value.slice(2, 4), value.slice(4, 6)];
  if (day !== '00') return parseCivilDate(`${year}-${month}-${day}`);
  return ['31', '30', '29', '28'].flatMap((last) => parseCivilDate(`${year}-${month}-${last}`) ?? [])[0];
};

type Elements = ReadonlyMap<string, string>;

/** (01)…(17)…(10)…, as a person or some readers write it. */
const withBrackets = (text: string): Elements | undefined => {
  const parts = [...text.matchAll(/\((\d{2,3})\)([^()]+)/g)];
  const isWhole = parts.map(([whole]) => whole).join('') === text;
  return isWhole ? new Map(parts.map(([, id = '', value = '']) => [id, value])) : undefined;
};

const withoutBrackets = (text: string): Elements | undefined => {
  const elements = new Map<string, string>();
  let rest = text;
  while (rest !== '') {
    const id = [...Object.keys(FIXED), ...Object.keys(VARIABLE)].find((each) => rest.startsWith(each));
    if (id === undefined) return undefined;
    const body = rest.slice(id.length);
    const end = FIXED[id] ?? (body.includes(SEPARATOR) ? body.indexOf(SEPARATOR) : body.length);
    elements.set(id, body.slice(0, end));
    rest = body.slice(end).replace(FIRST_SEPARATOR, '');
  }
  return elements;
};

const isPossible = ([id, value]: readonly [string, string]): boolean => {
  const digits = FIXED[id];
  if (digits !== undefined) return new RegExp(`^\\d{${digits}}$`).test(value);
  return VALUE.test(value) && value.length <= (VARIABLE[id] ?? 0);
};

/**
 * The code of a vaccine's box as a reader types it: with or without the reader's own prefix (`]e0`), brackets or FNC1,
 * also in full-width letters. `undefined` for anything else, such as a lot number by itself. Where a reader leaves FNC1
 * out, a lot that is not the last value is not told from what follows.
 */
export const readGs1 = (typed: string): Gs1Code | undefined => {
  const text = typed
    .normalize('NFKC')
    .trim()
    .replace(/^\][A-Za-z]\d/, '')
    .replace(FIRST_SEPARATOR, '');
  const elements = text.startsWith('(') ? withBrackets(text) : withoutBrackets(text);
  const product = elements?.get('01');
  if (elements === undefined || product === undefined || ![...elements].every(isPossible)) return undefined;
  if (!hasCheckDigit(product)) return undefined;
  const [date, lot] = [elements.get('17'), elements.get('10')];
  const expiry = date === undefined ? undefined : dayIn(date);
  if (date !== undefined && expiry === undefined) return undefined;
  return { product, ...(expiry !== undefined && { expiry }), ...(lot !== undefined && { lot }) };
};
