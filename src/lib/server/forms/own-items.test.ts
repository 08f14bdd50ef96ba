import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Actor } from '../actor.ts';
import type { Hub } from '../hub.ts';
import { currentForm } from '../store/forms.ts';
import { aHub } from '../testing/a-hub.ts';
import { appendOwnItems, dropOwnItems, hasSection } from './own-items.ts';
import { publishForms } from './publish-forms.ts';

const ACTOR: Actor = { kind: 'cli', id: 'test' };
const PLACE = { program: 'infant-3-4m', section: 'questionnaire' } as const;
const OWN = {
  resourceType: 'Questionnaire',
  status: 'active',
  title: '市の質問',
  item: [{ linkId: 'city-own', type: 'boolean', text: '市の広報を読みますか。' }],
};

let hub: Hub;

beforeEach(async () => {
  ({ hub } = await aHub());
});

afterEach(() => hub.close());

const published = async (): Promise<string> =>
  (await currentForm(hub.store.db, PLACE.program, PLACE.section))?.form_version ?? '';

it('appended own items are published, and stay through the next start of the hub', async () => {
  const before = await published();
  await appendOwnItems(hub, ACTOR, PLACE, OWN);
  expect(await published()).toMatch(new RegExp(`^${before}\\+own\\.`));
  expect(await publishForms(hub)).toBe(0);
  expect(await published()).toMatch(/\+own\./);
});

it('dropped own items give the built-in form back, and are told to be gone only once', async () => {
  const before = await published();
  await appendOwnItems(hub, ACTOR, PLACE, OWN);
  expect(await dropOwnItems(hub, ACTOR, PLACE)).toBe(true);
  expect(await published()).toBe(before);
  expect(await dropOwnItems(hub, ACTOR, PLACE)).toBe(false);
});

it('refused own items change nothing', async () => {
  const before = await published();
  expect(await appendOwnItems(hub, ACTOR, PLACE, { resourceType: 'Patient' })).toEqual({
    why: 'not-a-questionnaire',
  });
  expect(await published()).toBe(before);
});

it('sections are those of the program', () => {
  expect(hasSection(PLACE)).toBe(true);
  expect(hasSection({ program: 'infant-3-4m', section: 'dental' })).toBe(false);
});
