import { charts as japanese, type ChartMessages } from './ja/charts.ts';
import type { StaffLocale } from './locale.ts';

/** Constant texts once loaded; Japanese is always there. */
const loaded = new Map<StaffLocale, ChartMessages>([['ja', japanese]]);

/** Loads the words of the charts in a language; at once when they are there. Only screens with a chart load them. */
export const chartMessagesFor = async (locale: StaffLocale): Promise<ChartMessages> => {
  const present = loaded.get(locale);
  if (present !== undefined) return present;
  const { charts } = await import('./en/charts.ts');
  loaded.set(locale, charts);
  return charts;
};

/** The words of the charts in a language when they have been loaded, Japanese until then. */
export const loadedChartMessages = (locale: StaffLocale): ChartMessages => loaded.get(locale) ?? japanese;

/** Whether {@link loadedChartMessages} gives words of that language. */
export const isChartLoaded = (locale: StaffLocale): boolean => loaded.has(locale);
