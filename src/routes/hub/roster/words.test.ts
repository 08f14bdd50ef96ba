import { expect, it } from 'vitest';
import { bookingError, changeText } from './words.ts';

const refused = (field: string, why = '') => ({ field, why, values: {} });

it('a refused due date says what is wrong with it, at its own field', () => {
  expect(bookingError(refused('dueDate', 'past-43-weeks'), 'dueDate')).toContain('43週6日を過ぎて');
  expect(bookingError(refused('dueDate', 'before-conception'), 'dueDate')).toContain('280日');
  expect(bookingError(refused('dueDate'), 'dueDate')).toBe('正しい日付を入力してください');
  expect(bookingError(refused('dueDate', 'past-43-weeks'), 'name')).toBeUndefined();
  expect(bookingError(refused('session'), 'session')).toBeUndefined();
  expect(bookingError(undefined, 'dueDate')).toBeUndefined();
});

it('what a booking changed of a known person is said with the old and the new value', () => {
  expect(changeText({ field: 'dueDate', before: '2027-03-01', after: '2027-03-09' })).toBe(
    '出産予定日を2027年3月1日から2027年3月9日に改めました',
  );
  expect(changeText({ field: 'deliveredOn', before: '2024-04-28', after: null })).toBe(
    '分娩日（2024年4月28日）は、前の妊娠のものとして外しました',
  );
  expect(changeText({ field: 'birthWeightGrams', before: 3010, after: 2980 })).toBe(
    '出生体重を3,010 gから2,980 gに改めました',
  );
  expect(changeText({ field: 'sex', before: 'male', after: 'female' })).toBe('性別を男から女に改めました');
});
