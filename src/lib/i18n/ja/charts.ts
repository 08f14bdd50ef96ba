import type { GrowthEdition } from '../../domain/growth/growth-measure.ts';
import type { PercentileBand } from '../../domain/growth/percentile-band.ts';

const edition = {
  'R5-2023': '令和5年(2023)乳幼児身体発育調査',
  'H22-2010': '平成22年(2010)乳幼児身体発育調査',
} satisfies Record<GrowthEdition, string>;

/** Between which percentiles. */
const bands = {
  'below-3': '3未満',
  '3-10': '3〜10',
  '10-25': '10〜25',
  '25-50': '25〜50',
  '50-75': '50〜75',
  '75-90': '75〜90',
  '90-97': '90〜97',
  'above-97': '97超',
} satisfies Record<PercentileBand, string>;

/** Words of the growth curve (発育曲線). */
export const charts = {
  title: (measure: string, sex: string, view: string) => `${measure}の発育曲線(${sex}、${view})`,
  measure: { weightKg: '体重', heightCm: '身長', headCm: '頭囲' },
  unit: { weightKg: 'kg', heightCm: 'cm', headCm: 'cm' },
  sex: { male: '男の子', female: '女の子', unknown: '性別不明' },
  view: { infant: '0〜12か月', child: '1〜6歳', childHead: '1〜3歳' },
  months: '月齢(か月)',
  years: '年齢(歳)',
  edition,
  reference: (name: string) => `基準: ${name}`,
  lines:
    '線は下から3・10・25・50・75・90・97パーセンタイルです。色のついた帯には、同じ年齢の子の94%が入ります。',
  linesOfBoth:
    '性別がわからないため、男の子と女の子の中央値(50パーセンタイル)と、両方を合わせた3〜97パーセンタイルの帯を示しています。',
  posture: '基準の身長は、2歳未満は寝た姿勢、2歳からは立った姿勢で測ったものです。',
  headEnds: '頭囲の基準は3歳未満までです。',
  actual: '実月齢',
  corrected: '修正月齢',
  empty: 'まだ計測の記録がありません',
  outsideView: (count: number) => `この図の年齢に入らない記録が${count}件あります。表に示しています。`,
  beyond: '図に入りきらない値は矢印で示しています。正しい値は表にあります。',
  described: (count: number) => `計測は${count}回です。`,
  newest: (date: string, value: string, band: string) =>
    `最新は${date}、${value}、パーセンタイルは${band}です。`,
  seeTable: '値は図の下の表にあります。',
  table: (measure: string) => `${measure}の記録`,
  columns: {
    date: '計測日',
    age: '年齢',
    value: '値',
    band: 'パーセンタイル',
    corrected: '修正月齢では',
  },
  bands,
  ofSex: (sex: string, band: string) => `${sex}なら${band}`,
  bothSexes: (boy: string, girl: string) => `${boy}、${girl}`,
  correctedAt: (age: string, band: string) => `${age}で${band}`,
  beforeDue: (days: number) => `予定日まであと${days}日`,
  noReference: '基準なし',
  unusable: '値を確かめてください',
};
export type ChartMessages = typeof charts;
