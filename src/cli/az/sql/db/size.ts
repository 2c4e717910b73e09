import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { at, compact, list, member, text, type Json } from '../../json.ts';
import { repr } from '../../python-text.ts';
import { SQL_VERSION } from '../server/server.ts';

/** What is asked of a database's size: a service objective by name, or its parts. */
export interface WantedSize {
  serviceObjective: string | undefined;
  tier: string | undefined;
  family: string | undefined;
  capacity: string | undefined;
  computeModel: string | undefined;
}

/** What a region offers, by tier: the editions of its default server version. */
export async function editionsIn(az: Az, location: string): Promise<Json[]> {
  const path = `${await az.root()}/providers/Microsoft.Sql/locations/${location}/capabilities`;
  const region = await az.arm.get(`${path}?include=supportedEditions&api-version=${SQL_VERSION}`);
  return list(member(list(member(region, 'supportedServerVersions'))[0], 'supportedEditions'));
}

const isServerless = (name: string): boolean => name.includes('_S_');

/** The default of a list of capabilities, else the first that is to be had. */
function byDefault(capabilities: readonly Json[]): Json | undefined {
  const of = (status: string) => capabilities.find((one) => member(one, 'status') === status);
  const found = of('Default') ?? of('Available');
  if (found === undefined)
    throw new CliError('Provisioning is restricted in this region. Please choose a different region.');
  return found;
}

function edition(editions: readonly Json[], tier: string | undefined): Json | undefined {
  if (tier === undefined) return byDefault(editions);
  const found = editions.find((one) => text(one, 'name') === tier);
  if (found !== undefined) return found;
  const names = editions.map((one) => text(one, 'name'));
  throw new CliError(`Could not find tier ${tier}. Supported tiers are: ${repr(names)}`);
}

function objective(sizes: readonly Json[], { tier, family, capacity, computeModel }: WantedSize): Json | undefined {
  if (capacity === undefined) {
    if (family !== undefined) throw new CliError('If --family is specified, --capacity must also be specified.');
    return byDefault(sizes);
  }
  const serverless = computeModel === undefined ? undefined : computeModel === 'Serverless';
  const found = sizes.find((size) => {
    const name = String(at(size, 'sku', 'name') ?? '');
    const sameFamily = (at(size, 'sku', 'family') ?? undefined) === family;
    const sameModel = serverless === undefined || isServerless(name) === serverless;
    return sameFamily && at(size, 'sku', 'capacity') === Number(capacity) && sameModel;
  });
  if (found !== undefined) return found;
  const pairs = sizes.map(
    (size) => `(${repr(at(size, 'sku', 'family') ?? null)}, ${repr(at(size, 'sku', 'capacity') ?? null)})`,
  );
  throw new CliError(
    `Could not find sku in tier '${tier ?? 'None'}' with family '${family ?? 'None'}', capacity ${capacity}. Supported families & capacities for '${tier ?? 'None'}' are: [${pairs.join(', ')}]. Please specify one of these supported combinations of family and capacity. And ensure that the sku supports '${computeModel ?? 'None'}' compute model.`,
  );
}

/** The size as a PUT names it, or undefined where the service is to choose. The parts of a size are looked up in the region. */
export async function sizeOf(az: Az, location: string, wanted: WantedSize): Promise<Json | undefined> {
  const { serviceObjective: name, tier, family, capacity } = wanted;
  if (name !== undefined) return compact({ name, tier, family, capacity: capacity && Number(capacity) });
  if (tier === undefined && family === undefined && capacity === undefined) return undefined;
  const offered = edition(await editionsIn(az, location), tier);
  const found = objective(list(member(offered, 'supportedServiceLevelObjectives')), wanted);
  return { name: text(found, 'name') };
}
