/** Where a link of a form may lead. */
export interface SafeLink {
  readonly href: string;
  readonly host: string;
}

export const LINK_SCHEMES = ['https:', 'http:', 'mailto:', 'tel:'] as const;

const MOST_CHARACTERS = 2_048;
const MAIL_ADDRESS = /^[^\s@/?#,;:<>"()%]{1,64}@[^\s@/?#,;:<>"()%]{1,255}$/;
const TELEPHONE = /^\+?[0-9][0-9()\-.]{1,30}$/;

/** The scheme of what {@link safeLink} refused, for a list of problems. */
export const schemeOf = (href: string): string =>
  /^[\s\p{Cc}]{0,20}([a-z][a-z0-9+.-]{0,30}):/iu.exec(href)?.[1] ?? 'relative';

/**
 * A link as the form's author wrote it, when it may be offered: absolute, `https:`, `http:`, `mailto:` or `tel:`,
 * without user name or password (`https://bank.example@elsewhere.example`), a mail address without further headers.
 * Undefined otherwise. Read by the URL standard, as a browser would, so that no spelling hides another scheme.
 */
export const safeLink = (written: string): SafeLink | undefined => {
  if (written.length > MOST_CHARACTERS || !URL.canParse(written)) return undefined;
  const url = new URL(written);
  if (url.protocol === 'https:' || url.protocol === 'http:') {
    if (url.username !== '' || url.password !== '' || url.host === '') return undefined;
    return { href: url.href, host: url.host };
  }
  if (url.search !== '' || url.hash !== '') return undefined;
  if (url.protocol === 'mailto:' && MAIL_ADDRESS.test(url.pathname)) {
    return { href: url.href, host: url.pathname };
  }
  if (url.protocol === 'tel:' && TELEPHONE.test(url.pathname)) {
    return { href: url.href, host: url.pathname };
  }
  return undefined;
};
