const HL7 = 'http://hl7.org/fhir/StructureDefinition';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition';
const OURS = 'https://hagukumi.dev/fhir/StructureDefinition';
const UCUM = 'http://unitsofmeasure.org';

const absent = ['asked-unknown', 'asked-declined', 'temp-unknown'].map((valueCode) => ({
  url: `${OURS}/absent-reasons`,
  valueCode,
}));
const control = (code: string) => ({
  url: `${HL7}/questionnaire-itemControl`,
  valueCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code }] },
});
const unit = (code: string, display: string) => ({
  url: `${HL7}/questionnaire-unit`,
  valueCoding: { system: UCUM, code, display },
});
const options = (...displays: readonly string[]) =>
  displays.map((display, index) => ({
    valueCoding: { code: String(index), display },
    // The second answer of each list is one to look at.
    ...(index === 1 && { extension: [{ url: `${OURS}/concern`, valueBoolean: true }] }),
  }));

const translation = (lang: string, content: string) => ({
  url: `${HL7}/translation`,
  extension: [
    { url: 'lang', valueCode: lang },
    { url: 'content', valueString: content },
  ],
});
/** A text in やさしい日本語 with its readings, and in English. */
const inLanguages = (ja: string, easy: string, readings: string, en: string) => ({
  extension: [
    translation('ja-x-easy', easy),
    translation('en', en),
    {
      url: `${OURS}/ruby`,
      valueString: ja,
      _valueString: { extension: [translation('ja-x-easy', readings)] },
    },
  ],
});

/** A form with every kind of item, for the gallery. */
export const SAMPLE_FORM = {
  resourceType: 'Questionnaire',
  url: 'https://hagukumi.dev/fhir/Questionnaire/gallery',
  version: '1',
  status: 'draft',
  title: '見本の様式',
  language: 'ja',
  item: [
    {
      linkId: 'choices',
      type: 'group',
      text: '選ぶ',
      item: [
        { linkId: 'intro', type: 'display', text: 'さいきんのようすをお答えください。' },
        {
          linkId: 'boolean',
          type: 'boolean',
          required: true,
          text: 'あやすとよく笑いますか',
          _text: inLanguages(
            'あやすとよく笑いますか',
            'あやすと よく 笑いますか',
            'あやすと よく 笑《わら》いますか',
            'Does your baby smile when you play together?',
          ),
          extension: [
            { url: `${OURS}/concern-when`, valueBoolean: false },
            { url: `${OURS}/hint`, valueString: '声を出さなくてもかまいません' },
            ...absent,
          ],
          item: [
            {
              linkId: 'boolean.help',
              type: 'display',
              text: '顔を見て声をかけたときのようすです。',
              extension: [control('help')],
            },
          ],
        },
        {
          linkId: 'row',
          type: 'choice',
          required: true,
          text: '皮膚',
          extension: [{ url: `${OURS}/normal-answer`, valueCoding: { code: '0', display: '異常なし' } }],
          answerOption: options('異常なし', '所見あり', '未実施'),
        },
        {
          linkId: 'row.detail',
          type: 'string',
          text: '皮膚の所見',
          enableWhen: [{ question: 'row', operator: '=', answerCoding: { code: '1' } }],
        },
        {
          linkId: 'many',
          type: 'choice',
          repeats: true,
          text: 'この数か月のあいだにあったこと',
          answerOption: options('眠れない日が続いた', '感情的にどなった', '引っこした'),
        },
        {
          linkId: 'list',
          type: 'choice',
          text: '一緒に来られた方',
          extension: [control('drop-down')],
          answerOption: options('母', '父', '祖母', '祖父', 'きょうだい', 'おじ', 'おば', '友人', 'そのほか'),
        },
      ],
    },
    {
      linkId: 'fields',
      type: 'group',
      text: '書く',
      item: [
        {
          linkId: 'quantity',
          type: 'quantity',
          required: true,
          text: '体重',
          extension: [
            unit('g', 'g'),
            { url: `${OURS}/soft-min`, valueDecimal: 4500 },
            { url: `${OURS}/soft-max`, valueDecimal: 9500 },
            {
              url: `${SDC}/sdc-questionnaire-maxQuantity`,
              valueQuantity: { value: 20000, system: UCUM, code: 'g', unit: 'g' },
            },
          ],
        },
        { linkId: 'decimal', type: 'decimal', text: '体温', extension: [unit('Cel', '℃'), ...absent] },
        { linkId: 'integer', type: 'integer', text: '在胎週数' },
        { linkId: 'date', type: 'date', text: '首がすわった時期', extension: absent },
        { linkId: 'string', type: 'string', maxLength: 40, text: 'かかりつけ医' },
        { linkId: 'text', type: 'text', maxLength: 30, text: '心配なこと' },
        { linkId: 'fixed', type: 'string', readOnly: true, text: '受付番号' },
      ],
    },
  ],
};
