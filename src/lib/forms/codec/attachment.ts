import type { Attachment } from '../answer-types.ts';
import type { FormItem } from '../form.ts';
import { isJsonObject, type JsonObject, own } from '../json-object.ts';
import type { AnswerCodec, AnswerOf, Defect } from './codec.ts';

const TEXTS = ['contentType', 'data', 'url', 'title'] as const;

/** Bytes of the attachment: of its data, else as it says. */
export const attachmentBytes = ({ data, size }: Attachment): number => {
  if (data === undefined) return size ?? 0;
  const padding = /={0,2}$/.exec(data)?.[0].length ?? 0;
  return Math.floor((data.length * 3) / 4) - padding;
};

const readAttachment = (json: JsonObject): Attachment | undefined => {
  const value: Record<string, string | number> = {};
  for (const key of TEXTS) {
    const text = own(json, key);
    if (text === undefined) continue;
    if (typeof text !== 'string') return undefined;
    value[key] = text;
  }
  const size = own(json, 'size');
  if (size === undefined) return value;
  return typeof size === 'number' ? { ...value, size } : undefined;
};

/** `image/*` takes every image; a type without a star takes itself. */
const takesType = (mimeTypes: readonly string[], type: string | undefined): boolean =>
  mimeTypes.length === 0 ||
  mimeTypes.some((each) =>
    each.endsWith('/*') ? type?.startsWith(each.slice(0, -1)) === true : each === type,
  );

const defectsOf = ({ maxBytes, mimeTypes }: FormItem, value: Attachment): readonly Defect[] => {
  const defects: Defect[] = [];
  if (maxBytes !== undefined && attachmentBytes(value) > maxBytes) {
    defects.push({ code: 'too-large', severity: 'error', bound: maxBytes });
  }
  if (!takesType(mimeTypes, value.contentType)) defects.push({ code: 'file-type', severity: 'error' });
  return defects;
};

export const attachmentCodec: AnswerCodec<AnswerOf<'attachment'>> = {
  type: 'attachment',
  suffix: 'Attachment',
  elements: new Set([...TEXTS, 'size', 'language', 'hash', 'creation']),
  read: (json) => {
    const value = isJsonObject(json) ? readAttachment(json) : undefined;
    return value === undefined ? undefined : { type: 'attachment', value };
  },
  write: ({ value }) => value,
  isBlank: ({ value }) => value.data === undefined && value.url === undefined,
  isValid: ({ value }) => value.data === undefined || /^[A-Za-z0-9+/\s]*={0,2}$/.test(value.data),
  identity: ({ value }) => JSON.stringify(TEXTS.map((key) => value[key] ?? null)),
  defects: (item, { value }) => defectsOf(item, value),
  text: (_item, { value }) => value.title ?? value.url ?? value.contentType ?? '',
};
