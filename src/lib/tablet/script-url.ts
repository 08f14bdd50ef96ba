/** As much of the platform's Trusted Types as is used here; TypeScript's DOM library has none of it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/** Only what this very origin serves: no other site, and no text that a page made itself (`blob:`, `data:`). */
const ownScript = (url: string): string => {
  const { protocol, origin, href } = new URL(url, location.href);
  if (protocol !== location.protocol || origin !== location.origin) {
    throw new TypeError('a script of another origin');
  }
  return href;
};

const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };

/** The one policy of the app's own code; the Content-Security-Policy names it, and a second of its name is refused. */
const policy = trustedTypes?.createPolicy('hagukumi-script-url', { createScriptURL: ownScript }) ?? {
  createScriptURL: ownScript,
};

/**
 * The address of a worker's script, as the page's Trusted Types ask for it.
 * @throws TypeError when it is not of this origin
 */
export const scriptUrl = (url: string): string => policy.createScriptURL(url);
