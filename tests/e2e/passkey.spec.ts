import { BrowserProfile } from '../support/browser-profile.ts';
import { ClinicPages } from '../support/clinic-pages.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { demoFacts, pinOf } from '../support/demo-facts.ts';
import { HubProcess } from '../support/hub-process.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { expect, test } from '../support/watched-test.ts';

const WRONG_PINS = 10;

test('staff unlock with a passkey besides the PIN, are locked out by wrong PINs, and come back with a code', async ({
  page: clerk,
}) => {
  test.setTimeout(420_000);
  const hub = await HubProcess.start({}, 'localhost');
  const facts = await demoFacts(hub);
  const console = new ConsolePages(clerk, hub.origin);
  await console.signIn(facts);
  const code = await console.enrolmentCode();
  const profile = await BrowserProfile.create({ viewport: { width: 810, height: 1080 } });
  const context = await profile.open();
  const page = await context.newPage();
  const pin = pinOf(facts, '看護師');
  const clinic = new ClinicPages(page, hub.origin);
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });

  await test.step('a passkey is added by who is unlocked, and is no way in before the PIN was used again', async () => {
    const kiosk = new KioskPages(page, hub.origin);
    await kiosk.enrol(code, '診察1');
    await kiosk.installed();
    await clinic.open();
    await clinic.unlock('nurse', pin);
    await page.getByTestId('passkey').click();
    await page.getByTestId('passkey-add').click();
    await expect(page.getByTestId('passkey-added')).toBeVisible();
    await page.getByTestId('passkey-close').click();
    await clinic.lock();
    await page.getByTestId('staff-nurse').first().click();
    await expect(page.getByLabel('暗証番号')).toBeVisible();
    await expect(page.getByTestId('use-passkey')).toBeHidden();
    await page.getByRole('button', { name: '別の人にする' }).click();
  });

  await test.step('from then on it opens the list, without the hub and after a reload', async () => {
    await clinic.unlock('nurse', pin);
    await clinic.lock();
    await hub.kill();
    await page.reload();
    await page.getByTestId('staff-nurse').first().click();
    await page.getByTestId('use-passkey').click();
    await expect(page.getByTestId('board')).toBeVisible();
    await expect(page.getByTestId('open-child').first()).toBeVisible();
    await clinic.lock();
  });

  await test.step('a person whom the device does not know does not get in', async () => {
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.getByTestId('staff-nurse').first().click();
    await page.getByTestId('use-passkey').click();
    await expect(page.locator('[data-problem="passkey-failed"]')).toBeVisible();
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  });

  await test.step('ten wrong PINs lock out, the passkey too', async () => {
    await hub.restart();
    await page.clock.install();
    for (let wrong = 1; wrong <= WRONG_PINS; wrong += 1) {
      await page.getByLabel('暗証番号').fill('999999');
      await page.getByRole('button', { name: 'ロックを解除する', exact: true }).click();
      if (wrong === WRONG_PINS) break;
      await expect(page.getByTestId('pin-left')).toContainText(String(WRONG_PINS - wrong), {
        timeout: 20_000,
      });
      await page.clock.fastForward(30_000 * 2 ** Math.max(0, wrong - 5) + 1000);
    }
    await expect(page.locator('[data-problem="pin-destroyed"]')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByTestId('use-passkey')).toBeHidden();
    await page.reload();
    await page.getByTestId('staff-nurse').first().click();
    await expect(page.locator('[data-problem="pin-destroyed"]')).toBeVisible();
    await expect(page.getByTestId('use-passkey')).toBeHidden();
  });

  await test.step('an administrator’s code lets the person in again, with the PIN', async () => {
    await page.getByLabel('復旧コード').fill('0000-0000');
    await page.getByTestId('recover').click();
    await expect(page.locator('[data-problem="recovery-code-invalid"]')).toBeVisible();
    await page.getByLabel('復旧コード').fill(await console.recoveryCode('看護師'));
    await page.getByTestId('recover').click();
    await expect(page.getByText('復旧しました')).toBeVisible();
    await page.getByLabel('暗証番号').fill(pin);
    await page.getByRole('button', { name: 'ロックを解除する', exact: true }).click();
    await expect(page.getByTestId('board')).toBeVisible({ timeout: 20_000 });
  });

  await profile.dispose();
  await hub.dispose();
});
