import type { Voice } from './speech.ts';

/** Language and script as people write them: `zh-TW` and `zh-Hant` are one, `zh-Hans` is another. */
const written = (
  tag: string,
): { readonly language: string; readonly region: string | undefined } | undefined => {
  try {
    // Android names its voices with an underscore.
    const locale = new Intl.Locale(tag.replaceAll('_', '-'));
    const { language, script } = locale.maximize();
    return { language: `${language}-${script ?? ''}`, region: locale.region };
  } catch {
    return undefined;
  }
};

/**
 * The voice for a text: of its language and script, before others one of its region, then the person's own choice.
 * Undefined when the machine has none: a text is never read in a voice of another language.
 */
export const chooseVoice = (voices: readonly Voice[], language: string): Voice | undefined => {
  const asked = written(language);
  if (asked === undefined) return undefined;
  const rank = (voice: Voice): number =>
    (asked.region !== undefined && written(voice.language)?.region === asked.region ? 2 : 0) +
    (voice.isDefault ? 1 : 0);
  return voices
    .filter((voice) => written(voice.language)?.language === asked.language)
    .reduce<Voice | undefined>(
      (best, voice) => (best && rank(best) >= rank(voice) ? best : voice),
      undefined,
    );
};
