import type { ResultMessages } from '../ja/result.ts';

const meaning = {
  fine: {
    label: 'Nothing in particular was found',
    next: 'Please also come to the next checkup when you are invited.',
  },
  guidance: {
    label: 'There is something to take care of',
    next: 'Please keep doing at home what was explained today.',
  },
  followUp: {
    label: 'We would like to see you again',
    next: 'Please come again after some time. Staff or a letter will tell you when and where.',
  },
  inCare: { label: 'Please stay in care', next: 'Please keep going to your current doctor as before.' },
  detailed: {
    label: 'Please have a detailed examination',
    next: 'Please go soon to the medical institution you were told, and take the papers you are given.',
  },
  treatment: {
    label: 'Please see a doctor',
    next: 'Please see a doctor soon, and take the papers you are given.',
  },
  dentist: { label: 'Please see a dentist', next: 'Please have a dentist take a look soon.' },
  pass: {
    label: 'There was a response',
    next: 'If you ever wonder about hearing, please ask us at any time.',
  },
  refer: {
    label: 'Another test is needed',
    next: 'This test alone does not tell. Please have the next test at the medical institution you were told.',
  },
  retest: { label: 'Another test is needed', next: 'Please have the test again on the day you were told.' },
  vaccinated: {
    label: 'The vaccine was given',
    next: 'Please keep watch for about 30 minutes. If anything is unusual, call the place where it was given.',
  },
  postponed: {
    label: 'No vaccine was given today',
    next: 'Please ask the medical institution when it can be given.',
  },
};

export const result = {
  title: 'Result of the checkup',
  name: 'Name',
  born: 'Date of birth',
  date: 'Date of the checkup',
  place: 'Place',
  measured: 'Measured',
  result: 'Result',
  none: 'For what was done on this day, please see the Mother and Child Health Handbook and what staff explained.',
  ask: 'If anything is unclear or worries you, please ask the place of the checkup or your municipal office.',
  again: (months: number) => `To be seen again in ${months} ${months === 1 ? 'month' : 'months'}`,
  size: {
    weight: 'Weight',
    height: 'Height',
    head: 'Head circumference',
    chest: 'Chest circumference',
    'bp-systolic': 'Blood pressure, upper',
    'bp-diastolic': 'Blood pressure, lower',
  },
  part: {
    examination: 'Examination',
    dental: 'Teeth',
    ears: 'Ears and nose',
    eyes: 'Eyes',
    urine: 'Urine test',
    rightEar: 'Hearing, right ear',
    leftEar: 'Hearing, left ear',
    blood: 'Blood test',
    bloodAgain: 'Blood test, second sample',
    detailed: 'Detailed examination',
    vaccination: 'Vaccination',
  },
  meaning,
  program: {
    'infant-3-4m': '3–4 month checkup',
    'newborn-metabolic': 'Newborn blood screening',
    'newborn-hearing': 'Newborn hearing screening',
    'newborn-visit': 'Newborn home visit',
    'infant-1m': '1 month checkup',
    'infant-6-7m': '6–7 month checkup',
    'infant-9-10m': '9–10 month checkup',
    'child-18m': 'Checkup at 1 year 6 months',
    'child-2y': 'Checkup at 2 years',
    'child-3y': 'Checkup at 3 years',
    'child-5y': 'Checkup at 5 years',
    prenatal: 'Prenatal checkup',
    'postnatal-2w': 'Postnatal checkup at 2 weeks',
    'postnatal-1m': 'Postnatal checkup at 1 month',
    'postnatal-care': 'Postnatal care',
    assessment: 'Assessment',
    detailed: 'Detailed examination',
    vaccination: 'Vaccination',
  },
} satisfies ResultMessages;
