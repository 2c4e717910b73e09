import { implement } from '../../implement.ts';
import { at, list, member, text, type Json, type JsonObject } from '../../json.ts';
import type { TableRow } from '../../output/table.ts';
import { shapes } from '../../shape.ts';
import { editionsIn } from './size.ts';

const objectives = (edition: Json): Json[] => list(member(edition, 'supportedServiceLevelObjectives'));
const isAvailable = (capability: Json): boolean => member(capability, 'status') !== 'Visible';
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** A row for each size. A blank keeps a column that has nothing to say. */
function rows(editions: Json): TableRow[] {
  return list(editions).flatMap((edition) =>
    objectives(edition).map((size) => ({
      serviceObjective: text(size, 'name'),
      sku: at(size, 'sku', 'name') ?? null,
      edition: text(edition, 'name'),
      family: at(size, 'sku', 'family') || ' ',
      capacity: at(size, 'sku', 'capacity') ?? null,
      unit: at(size, 'performanceLevel', 'unit') ?? null,
      available: isAvailable(size),
    })),
  );
}

export const sqlDbListEditions = implement('sql db list-editions', {
  takes: {
    location: 'text',
    tier: 'text?',
    serviceObjective: 'text?',
    dtu: 'text?',
    vcores: 'text?',
    available: 'flag',
  },
  run: async ({ location, tier, serviceObjective, dtu, vcores, available }, az) => {
    const has = (size: Json, amount: string, unit: string): boolean =>
      at(size, 'performanceLevel', 'value') === Number(amount) && at(size, 'performanceLevel', 'unit') === unit;
    const fits = (size: Json): boolean =>
      (serviceObjective === undefined || same(text(size, 'name'), serviceObjective)) &&
      (dtu === undefined || has(size, dtu, 'DTU')) &&
      (vcores === undefined || has(size, vcores, 'VCores')) &&
      (!available || isAvailable(size));
    const named = shapes('SqlEditionCapability', await editionsIn(az, location)).filter(
      (one) => tier === undefined || same(text(one, 'name'), tier),
    );
    return named
      .filter((one) => !available || isAvailable(one))
      .map((one): JsonObject => ({ ...one, supportedServiceLevelObjectives: objectives(one).filter(fits) }))
      .filter((one) => objectives(one).length > 0);
  },
  table: rows,
});
