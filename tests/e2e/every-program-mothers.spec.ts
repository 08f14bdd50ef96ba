import { walkEvery } from '../support/every-program/walk-every.ts';
import { test } from '../support/watched-test.ts';

test.describe('programs of mothers', () => {
  walkEvery(['prenatal', 'postnatal-2w', 'postnatal-1m', 'postnatal-care', 'assessment']);
});
