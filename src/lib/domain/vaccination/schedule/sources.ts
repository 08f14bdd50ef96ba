import type { Source } from '../vaccine.ts';

/** Ages of the routine vaccines. */
export const ORDER_2024: Source = {
  text: '予防接種法施行令3条1項の表 (令和6年政令116号)',
  edition: '2024-04-01',
};

/** RSウイルス感染症 entered the table; the ages as laid before the council. */
export const ORDER_2026: Source = {
  text: '予防接種法施行令3条1項の表 RSウイルス感染症 (厚生科学審議会予防接種・ワクチン分科会 第64回 資料1-5)',
  edition: '2026-04-01',
};

/** Interval in an article of 予防接種実施規則. Articles by the contents of the edition of 2023-04-01. */
export const rule = (article: string, edition: string): Source => ({
  text: `予防接種実施規則${article}`,
  edition,
});

/** 標準的な接種期間 as municipalities print it from 定期接種実施要領. */
export const guideline = (edition: string): Source => ({
  text: '予防接種法第5条第1項の規定による予防接種の実施について 別添 定期接種実施要領',
  edition,
});

/** Intervals between different vaccines. */
export const BETWEEN_VACCINES: Source = {
  text: '定期接種実施要領 他の予防接種との間隔 (令和2年10月1日改正)',
  edition: '2020-10-01',
};

/** Who is not given a routine vaccine. */
export const UNSUITABLE: Source = {
  text: '予防接種実施規則6条, 予防接種法施行規則2条 (市町村の案内による)',
  edition: '2020-10',
};

/** Who is given one with care. */
export const CAUTION: Source = {
  text: '定期接種実施要領 予防接種要注意者 (市町村の案内による)',
  edition: '2020-10',
};

/** After an illness of long duration. */
export const LONG_ILLNESS: Source = {
  text: '予防接種法施行令3条2項, 施行規則2条の9',
  edition: '2024-04-01',
};

/** Shortage of the measles and rubella vaccine in 令和6年度. */
export const MR_SHORTAGE: Source = {
  text: '麻しん及び風しんの定期の予防接種に係る対応について (令和7年3月11日 厚生労働省通知)',
  edition: '2025-03-11',
};

/** Those who missed Japanese encephalitis while it was not recommended (平成17〜21年度). */
export const JE_SPECIAL: Source = {
  text: '予防接種法施行令附則, 予防接種実施規則附則 日本脳炎の特例',
  edition: '2025-09',
  unsourced: true,
};

/** Rota: day counts and the advice on the first dose. */
export const ROTA_QA: Source = {
  text: '厚生労働省 ロタウイルスワクチンに関するQ&A 問5〜7',
  edition: '2020-10',
};

/** Voluntary vaccines: labels and the society's recommendation, not read in the original. */
export const VOLUNTARY: Source = {
  text: '日本小児科学会が推奨する予防接種スケジュール, 添付文書',
  edition: '2025',
  unsourced: true,
};

/** The four-in-one vaccine is not sold any more; as municipalities announce it. */
export const DPT_IPV_ENDED: Source = {
  text: '四種混合ワクチンの販売終了 (令和7年7月) と五種混合への切替え 市町村の案内',
  edition: '2025-07',
};
