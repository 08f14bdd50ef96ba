import { formatDate } from '$lib/i18n/format.ts';
import type { PersonChange, PersonRefusal } from '$lib/server/roster/newly-told.ts';

/** What was refused of the booking form, and what was typed into it. */
export interface RefusedBooking {
  readonly field: string;
  /** What of the field cannot be, where more is known. */
  readonly why: string;
  readonly values: Readonly<Record<string, string>>;
}

const FIELDS: Readonly<Record<string, string>> = {
  name: '氏名を入力してください',
  kana: 'ふりがなは、ひらがなかカタカナで入力してください',
  birthDate: '健診日以前の正しい日付を入力してください',
  dueDate: '正しい日付を入力してください',
  deliveredOn: '健診日以前の正しい日付を入力してください',
  birthWeightGrams: '200〜7000の数字（g）で入力してください',
};

const WHY: Readonly<Record<PersonRefusal['why'], string>> = {
  'before-conception': '健診日から40週（280日）より先です。この日はまだ妊娠していないことになります',
  'past-43-weeks': '健診日に妊娠43週6日を過ぎていることになります。予定日を確かめてください',
  'already-delivered': 'この妊娠の分娩日が、健診日より前に登録されています。予定日を確かめてください',
  'contradicts-delivery': '分娩日と合いません（分娩が妊娠43週6日より後か、妊娠の前になります）',
  'contradicts-birth': '生年月日と合いません（妊娠22週0日から43週6日までの出生になる日を入れてください）',
  'before-known-delivery': 'これより後の分娩日が登録されています。分娩日を確かめてください',
};

/** Why a field of the booking was refused; `undefined` for another one, and for what no field can mend. */
export const bookingError = (refused: RefusedBooking | undefined, field: string): string | undefined => {
  if (refused?.field !== field) return undefined;
  return Object.hasOwn(WHY, refused.why) ? WHY[refused.why as PersonRefusal['why']] : FIELDS[field];
};

const LABELS: Readonly<Record<PersonChange['field'], string>> = {
  dueDate: '出産予定日',
  deliveredOn: '分娩日',
  birthWeightGrams: '出生体重',
  sex: '性別',
};

const SEXES: Readonly<Record<string, string>> = { male: '男', female: '女' };

const valueText = (field: PersonChange['field'], value: string | number): string => {
  switch (field) {
    case 'dueDate':
    case 'deliveredOn':
      return formatDate(String(value), 'ja', { weekday: false });
    case 'birthWeightGrams':
      return `${value.toLocaleString('ja')} g`;
    case 'sex':
      return SEXES[value] ?? '不明';
  }
};

/** What of a known person the booking changed: 出産予定日を2027年3月1日から2027年3月9日に改めました. */
export const changeText = ({ field, before, after }: PersonChange): string =>
  after === null
    ? `${LABELS[field]}（${valueText(field, before)}）は、前の妊娠のものとして外しました`
    : `${LABELS[field]}を${valueText(field, before)}から${valueText(field, after)}に改めました`;
