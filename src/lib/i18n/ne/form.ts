import type { FormMessages, IssueValues } from '../ja/form.ts';

const withUnit = ({ bound = '', unit }: IssueValues): string =>
  unit === undefined ? bound : `${bound} ${unit}`;

export const form = {
  yes: 'हो',
  no: 'होइन',
  absent: {
    'asked-unknown': 'थाहा छैन',
    'asked-declined': 'उत्तर दिन चाहन्नँ',
    'temp-unknown': 'कर्मचारीलाई सोध्छु',
  },
  otherAnswers: 'उत्तर दिने अरू तरिका',
  chooseMany: 'मिल्ने सबै छान्नुहोस्',
  chooseFromList: 'छान्नुहोस्',
  next: 'अर्को',
  back: 'पछाडि',
  progress: (current: number, total: number) => `${total} मध्ये ${current} नम्बर प्रश्न`,
  clearAnswer: 'उत्तर मेटाउने',
  showHelp: 'जानकारी हेर्ने',
  readOnly: 'फेर्न मिल्दैन',
  groupOf: (title: string) => `${title} का कुराहरू`,
  bulkNormal: 'बाँकी सबै “सामान्य” गर्ने',
  bulkNormalHint: 'नभरिएका मात्र “सामान्य” हुन्छन्',
  bulkNormalDone: (count: number) => `${count} वटा “सामान्य” गरियो`,
  bulkNormalNothing: 'नभरिएको केही छैन',
  undo: 'पहिले जस्तै गर्ने',
  undone: 'पहिले जस्तै भयो',
  status: {
    empty: 'भरिएको छैन',
    missing: (count: number) => `${count} बाँकी`,
    check: 'हेर्नुपर्ने',
    checkCount: (count: number) => `${count} हेर्नुपर्ने`,
    complete: 'पूरा भयो',
  },
  summary: {
    title: (count: number) => `फेरि हेर्नुपर्ने ठाउँ ${count} वटा छन्`,
    warningsOnly: 'भरेको ठिक छ भने अगाडि बढ्न सक्नुहुन्छ',
  },
  controlMissing: 'यो प्रश्न देखाउन सकिएन। जडान हेर्नुहोस् र स्क्रिन फेरि खोल्नुहोस्',
  issues: {
    required: () => 'कृपया उत्तर भर्नुहोस्',
    type: () => 'भरेको तरिका मिलेन जस्तो छ। फेरि भर्नुहोस्',
    'option-unknown': () => 'स्क्रिनमा भएका उत्तरबाट छान्नुहोस्',
    'option-exclusive': () => 'यो उत्तर अरू उत्तरसँगै छान्न मिल्दैन',
    'too-many': ({ bound }) =>
      bound === undefined ? 'एउटा मात्र उत्तर छान्नुहोस्' : `बढीमा ${bound} वटा उत्तर छान्नुहोस्`,
    'too-long': ({ bound }) => (bound === undefined ? 'लेखेको धेरै लामो भयो' : `बढीमा ${bound} अक्षर लेख्नुहोस्`),
    'below-min': (values) => `${withUnit(values)} वा त्योभन्दा बढी भर्नुहोस्`,
    'above-max': (values) => `${withUnit(values)} वा त्योभन्दा कम भर्नुहोस्`,
    'decimal-places': ({ bound }) =>
      bound === undefined || bound === '0'
        ? 'दशमलव नराखी पूरा अङ्क भर्नुहोस्'
        : `दशमलवपछि बढीमा ${bound} अङ्क भर्नुहोस्`,
    'too-few': ({ bound }) => (bound === undefined ? 'उत्तर पुगेन' : `कम्तीमा ${bound} वटा उत्तर छान्नुहोस्`),
    'too-short': ({ bound }) => (bound === undefined ? 'लेखेको धेरै छोटो भयो' : `कम्तीमा ${bound} अक्षर लेख्नुहोस्`),
    pattern: () => 'लेख्ने तरिका मिलेन। फेरि हेर्नुहोस्',
    'not-a-time': () => 'यस्तो समय हुँदैन। घण्टा र मिनेट हेर्नुहोस्',
    'too-large': ({ bound }) => (bound === undefined ? 'फाइल धेरै ठूलो छ' : `${bound} सम्मको फाइल छान्नुहोस्`),
    'file-type': () => 'यस्तो किसिमको फाइल चलाउन मिल्दैन',
    constraint: () => 'यी उत्तरहरू एकआपसमा मिल्छन् कि मिल्दैनन् हेर्नुहोस्',
    unit: () => 'एकाइ हेर्नुहोस्',
    'not-a-date': () => 'यस्तो मिति हुँदैन। साल, महिना र दिन हेर्नुहोस्',
    'soft-low': (values) => `यो ${withUnit(values)} भन्दा कम छ। ठिक छ कि छैन हेर्नुहोस्`,
    'soft-high': (values) => `यो ${withUnit(values)} भन्दा बढी छ। ठिक छ कि छैन हेर्नुहोस्`,
    'after-today': () => 'यो मिति आजभन्दा पछिको हो। साल, महिना र दिन हेर्नुहोस्',
    'before-today': () => 'यो मिति आजभन्दा अघिको हो। साल, महिना र दिन हेर्नुहोस्',
    'before-birth': () => 'यो मिति जन्म मितिभन्दा अघिको हो। साल, महिना र दिन हेर्नुहोस्',
  },
} satisfies FormMessages;
