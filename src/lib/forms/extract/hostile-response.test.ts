import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aChoice, aGroup, anItem, aQuestionnaire } from '../testing/questionnaire.ts';
import { compiled } from '../testing/scenario.ts';
import { extractDefinitions } from './extract-definitions.ts';
import { extractObservations } from './extract-observations.ts';
import { begins, expressions, fills, meta, on, worked } from './testing/defined.ts';
import { aMarked, coded, marked } from './testing/marked.ts';

describe('extraction', () => {
  it('[FX19] of Observations: nothing is thrown, and no problem holds a value, whatever the response holds', () => {
    const form = compiled(
      aMarked([
        aGroup('a', [anItem('integer', 'b', coded('b', marked('component')))], {
          repeats: true,
          ...coded('a'),
        }),
        anItem('string', 'c', { ...coded('c'), item: [aChoice('d', ['x'], coded('d'))] }),
      ]),
    );
    const loose = fc.letrec((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('秘密', null, 1, 'a', 'b', 'c', 'd', 'Patient/p'),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            'linkId',
            'item',
            'answer',
            'valueInteger',
            'valueString',
            'valueCoding',
            'subject',
            'reference',
          ),
          tie('json'),
          { maxKeys: 4 },
        ),
      ),
    })).json;
    fc.assert(
      fc.property(fc.array(loose, { maxLength: 4 }), loose, (item, subject) => {
        const response = {
          resourceType: 'QuestionnaireResponse',
          questionnaire: 'https://example.org/form|1',
          status: 'completed',
          item,
          subject,
          authored: subject,
        };
        const before = JSON.stringify(response);
        const { problems } = extractObservations(form, response, meta());
        expect(JSON.stringify(problems)).not.toContain('秘密');
        expect(JSON.stringify(response)).toBe(before);
      }),
      { numRuns: 200 },
    );
  });

  it('[FX19] of resources: nothing is thrown, the response stays as it was, and no problem holds a value', () => {
    const form = compiled(
      aQuestionnaire(
        [
          aGroup(
            'a',
            [
              anItem('string', 'b', fills('Patient.name.given')),
              aChoice('c', ['x'], fills('Patient.extension.value')),
            ],
            { ...fills('Patient.name'), repeats: true },
          ),
          anItem('string', 'd', {
            ...fills('Patient.contact.name.text'),
            item: [anItem('integer', 'e', fills('Patient.multipleBirth'))],
          }),
        ],
        on(begins('Patient'), worked('Patient.address', '%resource.subject | %resource.item')),
      ),
      { expressions },
    );
    const loose = fc.letrec((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('秘密', null, 1, true, 'a', 'b', 'c', 'd', 'e'),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            'linkId',
            'item',
            'answer',
            'valueString',
            'valueCoding',
            'valueInteger',
            'text',
            '__proto__',
          ),
          tie('json'),
          { maxKeys: 4 },
        ),
      ),
    })).json;
    fc.assert(
      fc.property(fc.array(loose, { maxLength: 4 }), loose, (item, subject) => {
        const response = {
          resourceType: 'QuestionnaireResponse',
          questionnaire: 'https://example.org/form|1',
          status: 'completed',
          item,
          subject,
        };
        const before = JSON.stringify(response);
        const { problems } = extractDefinitions(form, response, meta());
        expect(JSON.stringify(problems)).not.toContain('秘密');
        expect(JSON.stringify(response)).toBe(before);
      }),
      { numRuns: 200 },
    );
  });
});
