import type { SetupMessages } from '../ja/setup.ts';

export const setup = {
  home: {
    title: 'Hagukumi',
    question: 'Who is using this tablet?',
    guardianDoor: 'Parents and guardians',
    guardianDoorText: 'Answer the questionnaire',
    staffDoor: 'Staff',
    staffDoorText: 'Record measurements and examinations',
    adminDoor: 'Administration',
    adminDoorText: 'See what has been sent, and this tablet',
    place: (clinic: string, municipality: string) => `${clinic} (${municipality})`,
    today: (date: string) => `Checkups on ${date}`,
    noBundle: "Today's list has not been received yet",
    bundleReceived: (time: string) => `List received (${time})`,
    fetchBundle: "Get today's list",
    bundleExpired: 'The list has run out. Connect to the network and get it again.',
  },
  enrol: {
    title: 'Register this tablet',
    intro: "To make this tablet ready, have the registration code from the municipality's console at hand.",
    codeLabel: 'Registration code',
    codeHint: '8 letters and digits (for example 7KQ2-M9XD). Valid once, for 10 minutes',
    scanCode: 'Scan the QR code',
    typeInstead: 'You can type the registration code instead.',
    typeCode: 'Type the code',
    labelLabel: 'Name of the tablet',
    labelHint: 'A name staff will recognise (for example Waiting room 1)',
    submit: 'Register',
    submitting: 'Registering',
    codeIncomplete: 'Enter all 8 characters of the registration code',
    labelMissing: 'Enter a name for the tablet',
    hubAddress: (origin: string) => `Connects to: ${origin}`,
  },
  storage: {
    title: 'Check storage',
    notPersistent: 'The tablet may delete saved records by itself',
    notPersistentTodo:
      'Open the app from its icon on the home screen. If this message stays, send the records early.',
    unavailable: 'Opened this way, records may be lost when the window is closed',
    unavailableTodo: 'If this is private browsing, leave it and open the app in a normal window.',
    tryAgain: 'Check again',
    continueAnyway: 'I understand, continue',
    insecure: 'This tablet cannot be used without a secure connection (https)',
  },
  /** What staff do when a form cannot be saved on this tablet. */
  rescue: {
    title: 'For staff',
    steps: [
      'Do not close or reload this screen. What was entered is only here.',
      'Press “Try again”. If space is short, remove photos or apps that are not needed and try again.',
      'If it still cannot be saved, press “Export sealed” and give the file to an administrator. Only the hub can open it.',
    ],
    save: 'Export sealed',
    saved: 'Exported. Check that the file is there, and give it to an administrator.',
    failed: 'Could not be exported. Copy the screen onto paper and contact an administrator.',
  },
  /** The tablet has lost what was stored, or part of it. */
  incident: {
    emptyTitle: 'The records stored on this tablet are gone',
    emptyText: 'This tablet was enrolled before, but its browser storage is empty.',
    olderTitle: 'The records on this tablet are those of an earlier time',
    olderText: 'Records saved later are gone from this tablet. New records go on with the next numbers.',
    device: 'Device ID',
    last: 'Last number sealed',
    missing: 'Numbers of records without a receipt',
    count: (count: number) => (count === 1 ? '1 record' : `${count} records`),
    none: 'None. What was sent is kept at the hub',
    unknown: 'Not known',
    todo: [
      'Save the report and give it to an administrator.',
      'The administrator checks at the hub which numbers of this tablet are missing. Records the hub does not have must be entered again.',
      'Compare the children seen that day with the paper notes, so that nobody is left without a record.',
    ],
    save: 'Save the report',
    enrolAgain: 'Enrol this tablet again',
    close: 'Done',
  },
  /** What staff are told about what is stored here. */
  keeping: {
    roomLow: 'Little space is left',
    roomLowTodo:
      'Remove photos or apps that are not needed, and send the records early. Unsent records are never removed.',
    promiseLost: 'The tablet may delete saved records by itself',
    promiseLostTodo: 'Send the records now, and open the app again from its icon on the home screen.',
    damaged: (count: number) =>
      `${count === 1 ? '1 record' : `${count} records`} can no longer be read (needs attention)`,
    damagedTodo:
      'Nothing was deleted: they are kept apart, and everything else goes on. Save the diagnostics and contact an administrator.',
  },
  storeEvents: {
    newer: {
      title: 'For staff: a newer version of this app was opened in another tab',
      todo: 'This tab is the old version. Finish what is being entered, then close this tab or reload it.',
    },
    gone: {
      title: 'For staff: what this tablet had saved was deleted while it was open',
      todo: 'If a form is on screen, first take it along with the sealed file. Then reload, and save the report for the administrator.',
    },
  },
} satisfies SetupMessages;
