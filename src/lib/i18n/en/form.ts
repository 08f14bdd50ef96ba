import type { FormMessages, IssueValues } from '../ja/form.ts';

const withUnit = ({ bound = '', unit }: IssueValues): string =>
  unit === undefined ? bound : `${bound} ${unit}`;

export const form = {
  yes: 'Yes',
  no: 'No',
  absent: {
    'asked-unknown': 'I do not know',
    'asked-declined': 'I would rather not answer',
    'temp-unknown': 'I will ask staff',
  },
  otherAnswers: 'Other ways to answer',
  chooseMany: 'Choose all that apply',
  chooseFromList: 'Please choose',
  next: 'Next',
  back: 'Back',
  progress: (current: number, total: number) => `Question ${current} of ${total}`,
  clearAnswer: 'Remove the answer',
  showHelp: 'Show help',
  readOnly: 'Read only',
  groupOf: (title: string) => `Items of ${title}`,
  bulkNormal: 'Set the rest to normal',
  bulkNormalHint: 'Sets only the items that are still empty to “normal”',
  bulkNormalDone: (count: number) => `${count} ${count === 1 ? 'item' : 'items'} set to “normal”`,
  bulkNormalNothing: 'No item is empty',
  undo: 'Undo',
  undone: 'Undone',
  status: {
    empty: 'Not entered',
    missing: (count: number) => `${count} missing`,
    check: 'To check',
    checkCount: (count: number) => `${count} to check`,
    complete: 'Complete',
  },
  summary: {
    title: (count: number) => (count === 1 ? 'Please check one entry' : `Please check ${count} entries`),
    warningsOnly: 'If they are right, you can go on',
  },
  controlMissing: 'This question could not be shown. Please check the connection and open the page again',
  issues: {
    required: () => 'Please enter an answer',
    type: () => 'This does not look right. Please enter it again',
    'option-unknown': () => 'Please choose one of the answers shown',
    'option-exclusive': () => 'This answer cannot be chosen together with others',
    'too-many': ({ bound }) =>
      bound === undefined ? 'Please give one answer only' : `Please give ${bound} answers or fewer`,
    'too-long': ({ bound }) =>
      bound === undefined ? 'This text is too long' : `Please use ${bound} characters or fewer`,
    'below-min': (values) => `Please enter ${withUnit(values)} or more`,
    'above-max': (values) => `Please enter ${withUnit(values)} or less`,
    'decimal-places': ({ bound }) =>
      bound === undefined || bound === '0'
        ? 'Please enter a whole number'
        : `Please use at most ${bound} ${bound === '1' ? 'digit' : 'digits'} after the decimal point`,
    'too-few': ({ bound }) =>
      bound === undefined ? 'More answers are needed' : `Please give at least ${bound} answers`,
    'too-short': ({ bound }) =>
      bound === undefined ? 'This text is too short' : `Please use at least ${bound} characters`,
    pattern: () => 'This is not written in the expected way. Please check it',
    'not-a-time': () => 'This time does not exist. Please check the hour and minute',
    'too-large': ({ bound }) =>
      bound === undefined ? 'This file is too large' : `Please choose a file of ${bound} or less`,
    'file-type': () => 'Files of this kind cannot be used',
    constraint: () => 'Please check these answers together',
    unit: () => 'Please check the unit',
    'not-a-date': () => 'This date does not exist. Please check the year, month and day',
    'soft-low': (values) => `This is below ${withUnit(values)}. Please check that it is right`,
    'soft-high': (values) => `This is above ${withUnit(values)}. Please check that it is right`,
    'after-today': () => 'This date is after today. Please check the year, month and day',
    'before-today': () => 'This date is before today. Please check the year, month and day',
    'before-birth': () => 'This date is before the day of birth. Please check the year, month and day',
  },
} satisfies FormMessages;
