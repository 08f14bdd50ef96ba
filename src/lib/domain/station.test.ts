import { describe, expect, it } from 'vitest';
import { inStationOrder, isStationOrder, placedStations, type StationId } from './station.ts';

const usual: readonly StationId[] = ['reception', 'interview', 'measurement', 'examination', 'guidance'];

describe('an order of stations', () => {
  it.each<[string, readonly StationId[], boolean]>([
    ['the usual one', ['interview', 'measurement', 'examination', 'guidance'], true],
    ['another', ['measurement', 'interview', 'guidance', 'examination'], true],
    ['one with the reception', ['reception', 'interview', 'measurement', 'examination', 'guidance'], false],
    ['one that lacks a station', ['interview', 'measurement', 'examination'], false],
    ['one with a station twice', ['interview', 'interview', 'examination', 'guidance'], false],
    ['one with a station of others', ['interview', 'measurement', 'dental', 'guidance'], false],
    ['none', [], false],
  ])('[SO2] %s takes the place of the usual: %s', (_, order, isOne) => {
    expect(isStationOrder(usual, order)).toBe(isOne);
  });

  it('[SO2] leaves the reception where everybody begins', () => {
    expect(placedStations(usual)).toEqual(['interview', 'measurement', 'examination', 'guidance']);
  });
});

describe('sections', () => {
  const sections = [
    { section: 'questionnaire', station: 'interview', filledBy: 'guardian' },
    { section: 'interview', station: 'interview', filledBy: ['nurse'] },
    { section: 'measurement', station: 'measurement', filledBy: ['nurse'] },
    { section: 'urine', station: 'measurement', filledBy: ['nurse'] },
    { section: 'examination', station: 'examination', filledBy: ['doctor'] },
    { section: 'guidance', station: 'guidance', filledBy: ['nurse'] },
  ] as const;
  const named = (order: readonly StationId[] | undefined) =>
    inStationOrder<(typeof sections)[number]>(sections, usual, order).map(({ section }) => section);

  it('[SO3] follow their stations; those of one station stay together, the guardian’s stays first', () => {
    expect(named(['guidance', 'measurement', 'interview', 'examination'])).toEqual([
      'questionnaire',
      'guidance',
      'measurement',
      'urine',
      'interview',
      'examination',
    ]);
  });

  it('[SO3] stand in the usual order where none is set or none that fits', () => {
    const asTheyStand = sections.map(({ section }) => section);
    expect(named(undefined)).toEqual(asTheyStand);
    expect(named(['guidance'])).toEqual(asTheyStand);
  });
});
