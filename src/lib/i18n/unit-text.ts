import { LOCALES, type Locale } from './locale.ts';

/** A unit of a form: its UCUM code, and its name in Japanese. */
interface NamedUnit {
  readonly code: string;
  readonly display: string;
}

/** One name, or one for exactly 1 and one for every other number. */
type UnitName = string | readonly [one: string, other: string];

/** Units whose printed name is a word or a counter; all others are signs that every language writes alike. */
const NAMES: Readonly<Record<string, Readonly<Record<Exclude<Locale, 'ja'>, UnitName>>>> = {
  mo: {
    'ja-x-easy': 'かげつ',
    en: ['month', 'months'],
    'zh-Hans': '个月',
    vi: 'tháng',
    'pt-BR': ['mês', 'meses'],
    ko: '개월',
    fil: 'buwan',
    ne: 'महिना',
    es: ['mes', 'meses'],
    id: 'bulan',
    th: 'เดือน',
  },
  wk: {
    'ja-x-easy': 'しゅう',
    en: ['week', 'weeks'],
    'zh-Hans': '周',
    vi: 'tuần',
    'pt-BR': ['semana', 'semanas'],
    ko: '주',
    fil: 'linggo',
    ne: 'हप्ता',
    es: ['semana', 'semanas'],
    id: 'minggu',
    th: 'สัปดาห์',
  },
  d: {
    'ja-x-easy': 'にち',
    en: ['day', 'days'],
    'zh-Hans': '天',
    vi: 'ngày',
    'pt-BR': ['dia', 'dias'],
    ko: '일',
    fil: 'araw',
    ne: 'दिन',
    es: ['día', 'días'],
    id: 'hari',
    th: 'วัน',
  },
  a: {
    'ja-x-easy': 'さい',
    en: ['year', 'years'],
    'zh-Hans': '岁',
    vi: 'tuổi',
    'pt-BR': ['ano', 'anos'],
    ko: '세',
    fil: 'taon',
    ne: 'वर्ष',
    es: ['año', 'años'],
    id: 'tahun',
    th: 'ปี',
  },
  h: {
    'ja-x-easy': 'じかん',
    en: ['hour', 'hours'],
    'zh-Hans': '小时',
    vi: 'giờ',
    'pt-BR': ['hora', 'horas'],
    ko: '시간',
    fil: 'oras',
    ne: 'घण्टा',
    es: ['hora', 'horas'],
    id: 'jam',
    th: 'ชั่วโมง',
  },
  min: {
    'ja-x-easy': 'ふん',
    en: ['minute', 'minutes'],
    'zh-Hans': '分钟',
    vi: 'phút',
    'pt-BR': ['minuto', 'minutos'],
    ko: '분',
    fil: 'minuto',
    ne: 'मिनेट',
    es: ['minuto', 'minutos'],
    id: 'menit',
    th: 'นาที',
  },
  '/min': {
    'ja-x-easy': '/ふん',
    en: '/min',
    'zh-Hans': '/分钟',
    vi: '/phút',
    'pt-BR': '/min',
    ko: '/분',
    fil: '/min',
    ne: '/मिनेट',
    es: '/min',
    id: '/menit',
    th: '/นาที',
  },
  '{count}': {
    'ja-x-easy': 'かい',
    en: ['time', 'times'],
    'zh-Hans': '次',
    vi: 'lần',
    'pt-BR': ['vez', 'vezes'],
    ko: '회',
    fil: 'beses',
    ne: 'पटक',
    es: ['vez', 'veces'],
    id: 'kali',
    th: 'ครั้ง',
  },
  '{tooth}': {
    'ja-x-easy': 'ほん',
    en: ['tooth', 'teeth'],
    'zh-Hans': '颗',
    vi: 'răng',
    'pt-BR': ['dente', 'dentes'],
    ko: '개',
    fil: 'ngipin',
    ne: 'दाँत',
    es: ['diente', 'dientes'],
    id: 'gigi',
    th: 'ซี่',
  },
  '{cigarette}': {
    'ja-x-easy': 'ほん',
    en: ['cigarette', 'cigarettes'],
    'zh-Hans': '支',
    vi: 'điếu',
    'pt-BR': ['cigarro', 'cigarros'],
    ko: '개비',
    fil: 'sigarilyo',
    ne: 'खिल्ली',
    es: ['cigarrillo', 'cigarrillos'],
    id: 'batang',
    th: 'มวน',
  },
  '{score}': {
    'ja-x-easy': 'てん',
    en: ['point', 'points'],
    'zh-Hans': '分',
    vi: 'điểm',
    'pt-BR': ['ponto', 'pontos'],
    ko: '점',
    fil: 'puntos',
    ne: 'अंक',
    es: ['punto', 'puntos'],
    id: 'poin',
    th: 'คะแนน',
  },
  deg: {
    'ja-x-easy': 'ど',
    en: '°',
    'zh-Hans': '度',
    vi: '°',
    'pt-BR': '°',
    ko: '°',
    fil: '°',
    ne: '°',
    es: '°',
    id: '°',
    th: '°',
  },
};

/**
 * The name of a unit in a language, as it stands behind a number. A unit that is not in the table keeps the form's own
 * name for it, as does every unit in Japanese.
 * @param language BCP 47 tag of a locale; Japanese for all others
 * @param count the number it stands behind; many when not known
 */
export const unitText = ({ code, display }: NamedUnit, language: string, count?: number): string => {
  const locale = LOCALES.find((each) => each === language) ?? 'ja';
  if (locale === 'ja' || !Object.hasOwn(NAMES, code)) return display;
  const name = NAMES[code]?.[locale] ?? display;
  return typeof name === 'string' ? name : count === 1 ? name[0] : name[1];
};
