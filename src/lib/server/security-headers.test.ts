import { describe, expect, it } from 'vitest';
import { securityHeaders } from './security-headers.ts';

const policyOf = (path: string): string | undefined =>
  securityHeaders({ path, contentType: 'text/html', secure: true })['permissions-policy'];

/** In the order in which they are sent. */
const NEVER =
  'accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), clipboard-read=(), compute-pressure=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), picture-in-picture=(), screen-wake-lock=(), serial=(), storage-access=(), sync-xhr=(), usb=(), window-management=(), xr-spatial-tracking=()';

describe('Permissions-Policy', () => {
  it.each([
    ['/', '()', '(self)'],
    ['/kiosk', '()', '(self)'],
    ['/clinic', '()', '(self)'],
    ['/previews', '()', '(self)'],
    ['/preview', '(self)', '(self)'],
    ['/hub', '()', '()'],
    ['/hub/quarantine', '()', '()'],
    ['/api/v1/bundle', '()', '()'],
  ])('of %s grants the camera, copying %s, passkeys %s, and nothing else', (path, copying, passkeys) => {
    expect(policyOf(path)).toBe(
      `camera=(self), ${NEVER}, clipboard-write=${copying}, publickey-credentials-create=${passkeys}, publickey-credentials-get=${passkeys}`,
    );
  });
});
