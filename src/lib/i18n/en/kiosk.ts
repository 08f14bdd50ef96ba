import type { KioskMessages } from '../ja/kiosk.ts';

export const kiosk = {
  welcome: {
    title: 'Welcome to the checkup',
    text: 'First, we read the QR code on your checkup sheet.',
    start: 'Start',
    interrupted: 'You can stop at any time and go on later',
    privacy: 'Your answers are stored encrypted, and only the checkup staff see them',
    needHelp: 'If you need help, please ask a member of staff',
  },
  scan: {
    title: 'Show the QR code on your checkup sheet to the camera',
    hint: 'Hold the QR code inside the frame and keep it still',
    starting: 'Starting the camera',
    slow: 'If it does not work, hold the sheet flat in a bright place',
    preview: 'Camera picture',
    typeInstead: 'Enter the number instead',
  },
  camera: {
    refusedTitle: 'The camera is not allowed',
    refusedText: 'You can go on with the number printed on your sheet.',
    missingTitle: 'No camera was found',
    missingText: 'Please go on with the number printed on your sheet.',
    howToAllow: 'Staff can help you to allow the camera',
  },
  code: {
    title: 'Enter the number on your checkup sheet',
    hint: 'The 12 digits beside the QR code',
    label: 'Number on the sheet',
    submit: 'Go on with this number',
    incomplete: (missing: number) =>
      missing === 1 ? 'Please enter 1 more digit' : `Please enter ${missing} more digits`,
    scanInstead: 'Use the camera instead',
    wait: (seconds: number) => `You can try again in ${seconds} seconds`,
  },
  confirm: {
    title: 'Is this your child?',
    titleSelf: 'Is this you?',
    yes: 'Yes',
    no: 'No',
    born: (date: string) => `Born ${date}`,
  },
  questions: {
    toReview: 'Check your answers',
    pleaseAnswer: 'Please choose an answer before you go on',
    pleaseAnswerOrSkip: 'Please choose an answer. “I do not know” is fine too',
  },
  review: {
    title: 'Check your answers',
    text: 'Press “Change” to change an answer.',
    edit: 'Change',
    editItem: (question: string) => `Change “${question}”`,
    unanswered: 'Not answered',
    unansweredCount: (count: number) =>
      count === 1 ? '1 question is not answered yet' : `${count} questions are not answered yet`,
    goToFirstUnanswered: 'Go to the unanswered question',
    askStaffCount: (count: number) =>
      count === 1 ? 'You have 1 question for staff' : `You have ${count} questions for staff`,
    submit: 'Hand in these answers',
    backToQuestions: 'Back to the questions',
  },
  done: {
    title: 'Thank you',
    text: 'We have received your questionnaire.',
    handBack: 'Please hand the tablet to a member of staff',
    handBackText: 'Your answers can no longer be seen on this screen.',
    staffUnlock: 'For staff',
  },
  resume: {
    title: 'Go on where you stopped',
  },
  idle: {
    title: 'Are you still there?',
    text: (seconds: number) => `The screen closes in ${seconds} seconds. Your answers are saved.`,
    stay: 'Go on',
    leave: 'Finish',
  },
  problem: {
    title: 'We could not go on',
    forStaff: 'For staff',
  },
} satisfies KioskMessages;
