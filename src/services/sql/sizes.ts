/** The size of a database as it is kept and shown. */
export interface Size {
  name: string;
  tier: string;
  family?: string;
  capacity: number;
}

/** A size that can be bought, under the name of its service objective. */
export interface Objective {
  objective: string;
  size: Size;
}

const units = (tier: string, sizes: Record<string, number>): Objective[] =>
  Object.entries(sizes).map(([objective, capacity]) => ({ objective, size: { name: tier, tier, capacity } }));

const cores = (tier: string, name: string, counts: number[]): Objective[] =>
  counts.map((capacity) => ({ objective: `${name}_${capacity}`, size: { name, tier, family: 'Gen5', capacity } }));

const many = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 32, 40, 80];

/**
 * The tiers of a single database and their sizes, in units of throughput (DTU) or in cores of Gen5. Source: "Resource
 * limits for single databases using the DTU purchasing model" and "… the vCore purchasing model".
 */
export const tiers: Readonly<Record<string, readonly Objective[]>> = {
  Basic: units('Basic', { Basic: 5 }),
  Standard: units('Standard', {
    S0: 10,
    S1: 20,
    S2: 50,
    S3: 100,
    S4: 200,
    S6: 400,
    S7: 800,
    S9: 1600,
    S12: 3000,
  }),
  Premium: units('Premium', { P1: 125, P2: 250, P4: 500, P6: 1000, P11: 1750, P15: 4000 }),
  GeneralPurpose: [
    ...cores('GeneralPurpose', 'GP_Gen5', [...many, 128]),
    ...cores('GeneralPurpose', 'GP_S_Gen5', [1, ...many]),
  ],
  BusinessCritical: cores('BusinessCritical', 'BC_Gen5', [...many, 128]),
  Hyperscale: cores('Hyperscale', 'HS_Gen5', [...many, 128]),
};

/** What a server gives a database when nothing is asked for. */
export const defaultObjective = 'GP_Gen5_2';

const all = Object.values(tiers).flat();

/** A size as a request names it: a service objective (`S0`, `GP_Gen5_2`), a tier, or a size and how much of it. */
export function sizeOf(asked: { name: string; tier?: string | null; capacity?: number | null }): Size | undefined {
  const name = asked.name.toLowerCase();
  const byObjective = all.find(({ objective }) => objective.toLowerCase() === name);
  if (byObjective && (asked.capacity ?? byObjective.size.capacity) === byObjective.size.capacity)
    return byObjective.size;
  const named = all.filter(({ size }) => size.name.toLowerCase() === name);
  const wanted = asked.capacity ?? (/gen5/.test(name) ? 2 : named[0]?.size.capacity);
  return named.find(({ size }) => size.capacity === wanted)?.size;
}

/** The service objective of a size. */
export function objectiveOf({ name, capacity }: Size): string {
  const found = all.find(({ size }) => size.name === name && size.capacity === capacity);
  return found?.objective ?? `${name}_${capacity}`;
}
