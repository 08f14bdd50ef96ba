import { caption, item, options, part, type Json } from './questionnaire-parts.ts';

const SCALE = ['まったくない', '月に1回くらい', '週に1回くらい', '週に2〜3回', 'ほとんど毎日'] as const;
const FOODS = [
  'たまご',
  '牛乳',
  '小麦',
  'そば',
  'ピーナッツ',
  'えび',
  'かに',
  'くるみ',
  'カシューナッツ',
  '大豆',
];

const choices = item('choose', 'group', '選ぶ', {
  item: [
    item('radio', 'choice', '健診の場所', {
      required: true,
      ext: [part.control('radio-button')],
      prefix: '1.',
      answerOption: ['ア', 'イ', 'ウ'].map((prefix, at) => ({
        valueCoding: {
          code: String(at + 1),
          display: ['保健センター', '小児科', 'そのほかの医療機関'][at],
          extension: [part.text('questionnaire-optionPrefix', prefix)],
        },
      })),
    }),
    item('scale', 'choice', '気分がしずむこと', {
      ext: [part.control('radio-button'), part.code('questionnaire-choiceOrientation', 'horizontal')],
      answerOption: options(...SCALE),
      item: [caption('scale.lower', 'lower', '楽だ'), caption('scale.upper', 'upper', 'つらい')],
    }),
    item('many', 'choice', 'かかったことのある病気', {
      repeats: true,
      ext: [part.control('check-box'), part.columns(2)],
      answerOption: [
        ...options('突発性発疹', '中耳炎', '気管支炎', 'けいれん'),
        { valueCoding: { code: 'none', display: 'ない' }, extension: [part.exclusive] },
      ],
    }),
    item('list', 'choice', '住んでいる地区', {
      ext: [part.control('drop-down')],
      answerOption: options('北', '南', '東', '西', '中央', '港', '山手', '浜', '川上', '川下'),
    }),
    item('open', 'open-choice', '主に世話をする人', {
      ext: [part.control('radio-button'), part.openLabel('ほかの人')],
      answerOption: options('母', '父', '祖父母'),
    }),
    item('open-many', 'open-choice', '使っている育児の道具', {
      repeats: true,
      ext: [part.control('check-box')],
      answerOption: options('抱っこひも', 'ベビーカー', 'チャイルドシート'),
    }),
    item('search', 'choice', '予防接種を受けた医療機関', {
      ext: [part.control('autocomplete')],
      answerOption: options(
        'あおば小児科',
        'さくらクリニック',
        'ひまわり病院',
        '中央保健センター',
        'みなと医院',
      ),
    }),
    item('search-many', 'open-choice', 'アレルギーのある食べ物', {
      repeats: true,
      ext: [part.control('autocomplete')],
      answerOption: options(...FOODS),
    }),
  ],
});

const numbers = item('numbers', 'group', '数', {
  item: [
    item('count', 'integer', '家族の人数', {
      ext: [part.control('spinner'), part.integer('minValue', 1), part.integer('maxValue', 20)],
      item: [caption('count.unit', 'unit', '人')],
    }),
    item('sleep', 'decimal', '1日に眠る時間', {
      ext: [
        part.control('spinner'),
        part.decimal('questionnaire-sliderStepValue', 0.5),
        part.unit('h', '時間'),
      ],
    }),
    item('pain', 'integer', '痛みの強さ', {
      required: true,
      ext: [part.control('slider'), part.integer('minValue', 0), part.integer('maxValue', 10)],
      item: [caption('pain.lower', 'lower', '痛くない'), caption('pain.upper', 'upper', 'がまんできない')],
    }),
    item('dose', 'quantity', '1回にのむ量', {
      ext: [part.unitOption('mg', 'mg'), part.unitOption('mL', 'mL'), part.unitOption('{tbl}', '錠')],
    }),
    item('temperature', 'quantity', '体温', {
      ext: [part.unit('Cel', '℃'), part.absent('asked-unknown')],
      item: [caption('temperature.help', 'help', 'わきの下で測ってください。')],
    }),
  ],
});

const moments = item('moments', 'group', '日と時刻', {
  item: [
    item('day', 'date', '前に健診を受けた日'),
    item('moment', 'dateTime', 'さいごに熱を測った日と時刻', { ext: [part.absent('asked-unknown')] }),
    item('bedtime', 'time', 'ふだん寝る時刻', { required: true }),
  ],
});

const texts = item('texts', 'group', '書く', {
  item: [
    item('phone', 'string', '日中の電話番号', {
      ext: [
        part.keyboard('phone'),
        part.text('entryFormat', '例：090-1234-5678'),
        part.text('regex', '[0-9-]{10,14}'),
      ],
    }),
    item('note', 'text', '心配なこと', {
      maxLength: 40,
      item: [caption('note.prompt', 'prompt', 'どんなことでもお書きください')],
    }),
    item('site', 'url', '参考にしたページ'),
    item('photo', 'attachment', '湿疹の写真', {
      ext: [part.decimal('maxSize', 0.1), part.code('mimeType', 'image/*')],
    }),
    item('document', 'attachment', '紹介状', {
      required: true,
      ext: [
        part.decimal('maxSize', 1),
        part.code('mimeType', 'application/pdf'),
        part.code('mimeType', 'image/*'),
      ],
    }),
    item('doctor', 'reference', '紹介した医師'),
  ],
});

const notices = item('notices', 'group', '知らせる', {
  item: [
    item('how', 'display', '思いあたるものを、すべてお選びください。', {
      ext: [part.category('instructions')],
    }),
    item('safe', 'display', '書かれたことは、健診に関わる人だけが読みます。', {
      ext: [part.control('security')],
    }),
    item('legal', 'display', '母子保健法第12条による健康診査です。', {
      ext: [part.control('legal'), part.link('https://example.jp/law')],
    }),
    item('rich', 'display', '次の2つをお持ちください。', {
      _text: { extension: [part.markdown('次の**2つ**をお持ちください。\n\n- 母子健康手帳\n- 健康保険証')] },
    }),
    item('ruby', 'boolean', 'お子さまの名前を呼ぶと、振り向きますか', {
      ext: [part.readAloud('お子さまのなまえをよぶと、ふりむきますか')],
      _text: {
        extension: [part.ruby('お｜子《こ》さまの名前《なまえ》を呼《よ》ぶと、振《ふ》り向《む》きますか')],
      },
    }),
  ],
});

const repeats = item('repeats', 'group', 'くり返す', {
  item: [
    item('drugs', 'group', 'のんでいる薬', {
      repeats: true,
      ext: [part.integer('questionnaire-maxOccurs', 3)],
      item: [
        item('drugs.name', 'string', '薬の名前', { required: true }),
        item('drugs.since', 'date', 'のみはじめた日'),
        item('drugs.when', 'choice', 'のむとき', {
          repeats: true,
          answerOption: options('朝', '昼', '夜', 'ねる前'),
        }),
      ],
    }),
    item('siblings', 'string', 'きょうだいの呼び名', {
      repeats: true,
      ext: [part.integer('questionnaire-minOccurs', 2), part.integer('questionnaire-maxOccurs', 4)],
    }),
    item('visits', 'date', '受診した日', { repeats: true }),
  ],
});

const tables = item('tables', 'group', '表', {
  item: [
    item('growth', 'group', 'これまでの発育', {
      repeats: true,
      ext: [part.control('gtable')],
      item: [
        item('growth.when', 'string', 'いつ', { required: true }),
        item('growth.weight', 'quantity', '体重', { ext: [part.unit('g', 'g')] }),
        item('growth.feeding', 'choice', '栄養', { answerOption: options('母乳', 'ミルク', '混合') }),
      ],
    }),
    item('eyes', 'group', '見え方', {
      ext: [part.control('grid')],
      item: ['右目', '左目'].map((side, at) =>
        item(`eyes.${at}`, 'group', side, {
          item: [
            item(`eyes.${at}.far`, 'decimal', '遠くの視力'),
            item(`eyes.${at}.glass`, 'boolean', 'めがねを使っている'),
          ],
        }),
      ),
    }),
    item('mood', 'group', 'この2週間のようす', {
      ext: [part.control('htable')],
      item: ['楽しめない', '眠れない', '落ち着かない'].map((text, at) =>
        item(`mood.${at}`, 'choice', text, {
          required: at === 0,
          answerOption: options('ない', '数日', '半分以上', 'ほとんど毎日'),
        }),
      ),
    }),
    item('meals', 'group', '食べるもの', {
      ext: [part.control('table')],
      item: ['朝', '昼', '夜'].map((text, at) =>
        item(`meals.${at}`, 'choice', text, {
          repeats: true,
          answerOption: options('母乳・ミルク', '離乳食', 'くだもの'),
        }),
      ),
    }),
  ],
});

const tabs = item('tabs', 'group', '体のようす', {
  ext: [part.control('tab-container')],
  item: [
    item('tab.head', 'group', '頭', {
      item: [item('tab.head.size', 'decimal', '頭囲', { required: true, ext: [part.unit('cm', 'cm')] })],
    }),
    item('tab.skin', 'group', '皮膚', {
      item: [item('tab.skin.dry', 'boolean', '乾いている', { required: true })],
    }),
    item('tab.other', 'group', 'そのほか', { item: [item('tab.other.text', 'string', '気づいたこと')] }),
  ],
});

const nested = item('nested', 'group', '答えの下の質問', {
  item: [
    item('smoke', 'boolean', '同じ家にたばこを吸う人がいますか', {
      item: [
        item('smoke.who', 'string', 'どなたですか', {
          enableWhen: [{ question: 'smoke', operator: '=', answerBoolean: true }],
        }),
        item('smoke.note', 'display', '家の外で吸っていても、お答えください。'),
      ],
    }),
    item('worries', 'choice', '相談したいこと', {
      repeats: true,
      answerOption: options('ねむり', '食事', 'ことば'),
      item: [
        item('worries.since', 'string', 'いつごろから'),
        item('worries.much', 'integer', '困っている度合い（1〜5）'),
      ],
    }),
    item('pressure', 'group', '血圧', {
      ext: [
        part.constraint(
          'pressure',
          '上の血圧は、下の血圧より大きいはずです',
          "%resource.descendants().where(linkId='pressure.high').answer.value > %resource.descendants().where(linkId='pressure.low').answer.value",
        ),
      ],
      item: [item('pressure.high', 'integer', '上の血圧'), item('pressure.low', 'integer', '下の血圧')],
    }),
  ],
});

/** Every control that few forms use, with what repeats and what stands below answers. */
export const CONTROL_FORM: Json = {
  resourceType: 'Questionnaire',
  url: 'https://hagukumi.dev/fhir/Questionnaire/every-control',
  version: '1',
  status: 'draft',
  title: 'すべての入力の見本',
  language: 'ja',
  item: [choices, numbers, moments, texts, notices, repeats, tables, tabs, nested],
};
