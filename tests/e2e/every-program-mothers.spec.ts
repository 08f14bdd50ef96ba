import { test } from '@playwright/test';
import { walkEvery } from '../support/every-program/walk-every.ts';

test.describe('programs of mothers', () => {
  walkEvery(['prenatal', 'postnatal-2w', 'postnatal-1m', 'postnatal-care', 'assessment']);
});
