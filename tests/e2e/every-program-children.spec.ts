import { test } from '@playwright/test';
import { walkEvery } from '../support/every-program/walk-every.ts';

test.describe('programs of children from one year on', () => {
  walkEvery(['child-18m', 'child-2y', 'child-3y', 'child-5y', 'detailed', 'vaccination']);
});
