import { walkEvery } from '../support/every-program/walk-every.ts';
import { test } from '../support/watched-test.ts';

test.describe('programs of children from one year on', () => {
  walkEvery(['child-18m', 'child-2y', 'child-3y', 'child-5y', 'detailed', 'vaccination']);
});
