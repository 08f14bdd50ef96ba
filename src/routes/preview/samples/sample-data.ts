const PATIENT = 'https://hagukumi.dev/fhir/Patient/preview-sample';

/** An invented child for the sample form, measured today. @param now ISO 8601 instant */
export const sampleData = (now: string): unknown => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      fullUrl: PATIENT,
      resource: {
        resourceType: 'Patient',
        id: 'preview-sample',
        name: [{ use: 'official', text: '見本 はる' }],
        birthDate: '2025-04-12',
      },
    },
    {
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
        subject: { reference: PATIENT },
        effectiveDateTime: now,
        valueQuantity: { value: 8.6, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
      },
    },
  ],
});
