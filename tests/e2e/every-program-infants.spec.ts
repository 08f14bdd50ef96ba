import { walkEvery } from '../support/every-program/walk-every.ts';
import { test } from '../support/watched-test.ts';

test.describe('programs of newborns and infants', () => {
  walkEvery([
    'infant-3-4m',
    'newborn-metabolic',
    'newborn-hearing',
    'newborn-visit',
    'infant-1m',
    'infant-6-7m',
    'infant-9-10m',
  ]);
});
