import type { FormMessages, IssueValues } from '../ja/form.ts';

const withUnit = ({ bound = '', unit }: IssueValues): string =>
  unit === undefined ? bound : `${bound} ${unit}`;

export const form = {
  yes: 'Oo',
  no: 'Hindi',
  absent: {
    'asked-unknown': 'Hindi ko alam',
    'asked-declined': 'Ayaw kong sagutin',
    'temp-unknown': 'Itatanong ko sa staff',
  },
  otherAnswers: 'Ibang paraan ng pagsagot',
  chooseMany: 'Piliin ang lahat ng angkop',
  chooseFromList: 'Pumili po',
  next: 'Susunod',
  back: 'Bumalik',
  progress: (current: number, total: number) => `Tanong ${current} sa ${total}`,
  clearAnswer: 'Burahin ang sagot',
  showHelp: 'Tingnan ang paliwanag',
  readOnly: 'Hindi mababago',
  groupOf: (title: string) => `Mga aytem ng ${title}`,
  bulkNormal: 'Gawing normal ang natitira',
  bulkNormalHint: 'Ang mga wala pang nakasulat lang ang gagawing “normal”',
  bulkNormalDone: (count: number) => `${count} aytem ang ginawang “normal”`,
  bulkNormalNothing: 'Walang aytem na bakante',
  undo: 'Ibalik sa dati',
  undone: 'Naibalik na sa dati',
  status: {
    empty: 'Wala pa',
    missing: (count: number) => `Kulang pa: ${count}`,
    check: 'Tingnan ulit',
    checkCount: (count: number) => `Tingnan ulit: ${count}`,
    complete: 'Kumpleto',
  },
  summary: {
    title: (count: number) => `Pakitingnan ulit ang ${count} sagot`,
    warningsOnly: 'Kung tama naman, puwede na pong magpatuloy',
  },
  controlMissing: 'Hindi maipakita ang tanong na ito. Tingnan po ang koneksiyon at buksan ulit ang screen',
  issues: {
    required: () => 'Ilagay po ang sagot',
    type: () => 'Parang hindi tama ang nailagay. Ilagay po ulit',
    'option-unknown': () => 'Pumili po sa mga sagot na nasa screen',
    'option-exclusive': () => 'Hindi ito puwedeng piliin kasama ng ibang sagot',
    'too-many': ({ bound }) =>
      bound === undefined ? 'Isang sagot lang po ang piliin' : `Hanggang ${bound} sagot lang po ang piliin`,
    'too-long': ({ bound }) =>
      bound === undefined ? 'Masyadong mahaba ang sulat' : `Hanggang ${bound} letra lang po`,
    'below-min': (values) => `Hindi po dapat bumaba sa ${withUnit(values)} ang ilalagay`,
    'above-max': (values) => `Hindi po dapat lumampas sa ${withUnit(values)} ang ilalagay`,
    'decimal-places': ({ bound }) =>
      bound === undefined || bound === '0'
        ? 'Buong numero po ang ilagay, walang decimal'
        : `Hanggang ${bound} numero lang po pagkatapos ng decimal point`,
    'too-few': ({ bound }) =>
      bound === undefined ? 'Kulang pa ang mga sagot' : `Pumili po ng ${bound} sagot o higit pa`,
    'too-short': ({ bound }) =>
      bound === undefined ? 'Masyadong maikli ang sulat' : `Sumulat po ng ${bound} letra o higit pa`,
    pattern: () => 'Iba ito sa inaasahang paraan ng pagsulat. Pakitingnan po ulit',
    'not-a-time': () => 'Walang ganitong oras. Tingnan po ang oras at minuto',
    'too-large': ({ bound }) =>
      bound === undefined ? 'Masyadong malaki ang file' : `Pumili po ng file na hanggang ${bound} lang`,
    'file-type': () => 'Hindi magagamit ang ganitong uri ng file',
    constraint: () => 'Tingnan po kung tugma ang mga sagot na ito',
    unit: () => 'Tingnan po ang yunit',
    'not-a-date': () => 'Walang ganitong petsa. Tingnan po ang taon, buwan at araw',
    'soft-low': (values) => `Mas mababa ito sa ${withUnit(values)}. Pakitingnan po kung tama`,
    'soft-high': (values) => `Mas mataas ito sa ${withUnit(values)}. Pakitingnan po kung tama`,
    'after-today': () => 'Lampas na sa araw na ito ang petsa. Tingnan po ang taon, buwan at araw',
    'before-today': () => 'Bago pa ang araw na ito ang petsa. Tingnan po ang taon, buwan at araw',
    'before-birth': () => 'Bago pa ang araw ng kapanganakan ang petsa. Tingnan po ang taon, buwan at araw',
  },
} satisfies FormMessages;
