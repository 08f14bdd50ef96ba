import type { Condition, ConditionClass } from '../../domain/vaccination/condition.ts';
import type { VaccineEligibility } from '../../domain/vaccination/eligibility.ts';
import type { HistoryFault, ReasonCode } from '../../domain/vaccination/reason.ts';
import type { DosePart } from '../../domain/vaccination/vaccine.ts';

/**
 * What has to be asked again before the check can be relied on, besides the conditions: `recent` and `recent-other` are
 * the vaccinations of the last four weeks.
 */
export type OpenQuestion = 'questionnaire' | 'planned' | 'recent' | 'recent-other' | 'due-date';

/** 予防接種: what age, intervals and answers say about each vaccine. Days come in as text, vaccines by name. */
export const vaccination = {
  title: '今日の接種の確認',
  notice: '予診の参考です。接種できるかどうかは、診察のうえで医師が判断します。',
  historyNotice:
    'この2つにない接種（ほかの市区町村や紙の記録など）は、この画面では分かりません。母子健康手帳で確認してください。',
  history: 'この確認で見ている接種歴',
  recorded: 'このシステムの以前の記録',
  told: '予診票（保護者の回答）の4週間以内の接種',
  noneKnown: 'なし（不明）',
  given: (vaccine: string, days: readonly string[]) => `${vaccine}：${days.join('、')}`,
  givenOn: (day: string, dose: number | undefined) => (dose === undefined ? day : `${dose}回目 ${day}`),
  inConflict: (dose: string) => `${dose}（記録が食いちがっています）`,
  nothingPlanned: '受けるワクチンは、まだ選ばれていません。',
  others: (count: number) => `ほかのワクチン（${count}件）`,
  grounds: '根拠',
  status: {
    'can-be-given': '接種できます',
    'not-yet': 'まだ接種できません',
    'too-late': '対象の期間を過ぎています',
    done: '完了',
    'doctor-decides': '医師が判断',
    'not-applicable': '対象ではありません',
  } satisfies Record<VaccineEligibility['status'], string>,
  notYet: (day: string) => `まだ（${day}から）`,
  from: (day: string) => `${day}から`,
  until: (day: string) => `${day}まで`,
  between: (first: string, last: string) => `${first}から${last}まで`,
  standard: '標準的な接種期間',
  dose: (dose: number, of: number) => `記録では${dose}回目（全${of}回）`,
  typedDose: (dose: number) => `${dose}回目`,
  earlierUnknown: '前の回の日付がこの画面にないため、間隔を確認できません。母子健康手帳で確認してください',
  notNamed: '予診票では選ばれていません',
  byAnswers: '予診の回答によります',
  answers: 'どのワクチンにも関わる回答',
  open: '確認してください',
  openQuestions: {
    questionnaire: '予診票がまだ入っていません',
    planned: '受けるワクチンが決まっていません',
    recent: '4週間以内の接種の有無、日付またはワクチン',
    'recent-other': '4週間以内のほかの日にも接種があります（予診票に書かれています）',
    'due-date': '出産予定日',
  } satisfies Record<OpenQuestion, string>,
  together: '同じ日の接種',
  conflicts: {
    'live-same-day': (one: string, other: string) =>
      `${one}と${other}：どちらも注射の生ワクチンです。同時接種は医師が判断します`,
    'other-product': (one: string, other: string) =>
      `${one}と${other}：片方がもう片方に代わるワクチンです。両方接種するかどうかは医師が判断します`,
  },
  doubts: {
    status: (vaccine: string, status: string) =>
      `${vaccine}：確認では「${status}」ですが、接種と記録されています。このままでよいか確かめてください`,
    fever: (temperature: string) =>
      `体温が${temperature}℃ですが、接種と記録されています。このままでよいか確かめてください`,
    'not-named': (vaccine: string) => `${vaccine}：予診票では選ばれていません。同意を確かめてください`,
    twice: (vaccine: string) => `${vaccine}：2か所に入力されています`,
    'dose-known': (vaccine: string, typed: number, known: number) =>
      `${vaccine}：${typed}回目と入力されていますが、記録では${known}回目です`,
    'lot-expired': (vaccine: string, expiry: string) =>
      `${vaccine}：最終有効年月日（${expiry}）が接種日より前です`,
    'lot-is-code': (vaccine: string) =>
      `${vaccine}：ロット番号の欄に商品コードが入っています。ロット番号を入れてください`,
  },
  part: { primary: '初回接種', booster: '追加接種', single: '1回接種' } satisfies Record<DosePart, string>,
  rule: (title: string, source: string, version: string) =>
    `${title}　出典：${source}（規則 第${version}版）`,
  source: (text: string, edition: string) => `出典: ${text}(${edition})`,
  unsourced: '法令の根拠を確認していません',
  reasons: {
    'within-age': '対象年齢です',
    'interval-over': (given: string) => `前回(${given})からの間隔があいています`,
    'before-age': (from: string) => `対象年齢になるのは${from}です`,
    'after-age': (last: string) => `対象は${last}まででした`,
    'before-programme': (from: string) => `定期接種の開始は${from}です`,
    interval: (given: string, from: string) => `${given}の接種から間隔をあけるため、${from}から接種できます`,
    'live-interval': (other: string, given: string, from: string) =>
      `${given}に注射の生ワクチン(${other})を受けたため、${from}から接種できます`,
    'live-same-day': (other: string) =>
      `本日、注射の生ワクチン(${other})を受けています。同時接種は医師が判断します`,
    'interval-beyond-age': (from: string, last: string) =>
      `間隔をあけると${from}になり、対象の最終日(${last})を過ぎます`,
    complete: (doses: number) => `必要な接種が終わっています(記録${doses}回)`,
    'given-after-age': (given: string) => `${given}の接種は対象年齢を過ぎていました`,
    'beyond-course': (given: string) => `${given}の接種は必要な回数を超えています`,
    'dose-left-out': (dose: number) => `${dose}回目は対象の時期を過ぎたため行いません`,
    condition: (answer: string, weight: string) => `予診の回答「${answer}」のため、${weight}`,
    history: (vaccine: string, date: string, fault: string) => `${vaccine} ${date}の記録: ${fault}`,
    'birth-after-today': '生年月日が今日より後になっています',
    'first-dose-not-advised': (day: string) => `1回目は${day}までがすすめられています`,
    'other-product': (other: string) => `${other}の接種を受けています`,
    'not-begun-alone': '新しく始めるときは、五種混合を使います',
    'not-supplied': (month: string) => `${month}に販売が終わりました`,
    'keep-product': (product: string) => `同じ製品(${product})で続けます`,
    'product-changed': (product: string) => `以前の接種は別の製品(${product})です`,
    'builds-on': (others: string) => `前の接種(${others})が終わっていません`,
    extension: (last: string) => `特例の対象となる場合があります(${last}まで)`,
    'long-illness': '長期療養の特例の対象となる場合があります',
    'long-illness-until': (last: string) => `長期療養の特例の対象となる場合があります(${last}まで)`,
    sex: '定期接種の対象は女性です',
    'sex-unknown': '性別が確認できていません',
    'no-pregnancy': '妊娠中の方が対象です',
    'no-schedule': '回数や間隔は、製品ごとに医師が確認します',
    'not-given-here': 'この自治体では行っていません',
    voluntary: '任意接種です',
  } satisfies Record<ReasonCode | 'long-illness-until', unknown>,
  faults: {
    'before-birth': '生まれる前の日付です',
    'in-future': '今日より後の日付です',
    'same-day-twice': '同じ日に2回記録されています',
    order: '回数と日付の順が合いません',
    'missing-earlier': '前の回の記録がありません',
    'too-early': '対象年齢の前か、間隔が足りません',
    conflict: '2つの版で記録が食いちがっています。どちらが正しいか確かめてください',
  } satisfies Record<HistoryFault, string>,
  classes: {
    unsuitable: '接種できないことがあります',
    caution: '接種に注意が必要です',
  } satisfies Record<ConditionClass, string>,
  conditions: {
    fever: '37.5℃以上の熱がある',
    'acute-illness': '重い急性の病気にかかっている',
    anaphylaxis: 'ワクチンの成分でアナフィラキシーを起こしたことがある',
    pregnant: '妊娠している',
    keloid: 'ケロイドがある',
    intussusception: '腸重積症にかかったことがある',
    'gut-malformation': '生まれつき消化管の病気がある(治療が終わっていない)',
    'severe-immunodeficiency': '重症複合免疫不全症の所見がある',
    'hep-b-from-birth': '母子感染予防のB型肝炎ワクチンを受けた',
    'had-varicella': '水痘(水ぼうそう)にかかったことがある',
    'had-measles-or-rubella': '麻しんまたは風しんにかかったことがある',
    'had-mumps': 'おたふくかぜにかかったことがある',
    'underlying-disease': '心臓、腎臓、肝臓、血液などの病気や発育の障害がある',
    'reaction-after-vaccine': '予防接種のあと2日以内に、熱やアレルギーの症状が出たことがある',
    seizure: 'けいれんを起こしたことがある',
    immunodeficiency: '免疫不全と診断されたことがある、または家族にいる',
    'component-allergy': 'ワクチンの成分にアレルギーのおそれがある',
    'tuberculosis-contact': '結核の人と長く接したことがある',
    immunoglobulin: '最近、輸血またはガンマグロブリンの注射を受けた',
  } satisfies Record<Condition, string>,
};

export type VaccinationMessages = typeof vaccination;
