import type { Az } from '../../context.ts';
import { derivedGuid } from '../../derived-guid.ts';
import { CliError } from '../../errors.ts';
import { at, member, type JsonObject } from '../../json.ts';
import { askProvider } from '../app.ts';

const PROVIDER = 'Microsoft.OperationalInsights';

/** Makes a Log Analytics workspace for an environment's logs, as az does where none is named; its name is made up. */
export async function newWorkspace(az: Az, resourceGroup: string, location: string): Promise<JsonObject> {
  az.warn('No Log Analytics workspace provided.');
  await askProvider(az, PROVIDER);
  if ((await askProvider(az, PROVIDER)) === undefined)
    throw new CliError(`The resource namespace '${PROVIDER}' is invalid.`);
  const group = resourceGroup.replace(/[^0-9a-z]/g, '');
  const suffix = derivedGuid('workspace', resourceGroup, `${await az.host.now()}`).slice(0, 4);
  const name = `workspace-${group}${suffix}`.slice(0, 40);
  az.warn(`Generating a Log Analytics workspace with name "${name}"`);
  const path = `${await az.root()}/resourcegroups/${resourceGroup}/providers/${PROVIDER}/workspaces/${name}`;
  const properties = { publicNetworkAccessForIngestion: 'Enabled', publicNetworkAccessForQuery: 'Enabled' };
  const workspace = await az.arm.finish('PUT', `${path}?api-version=2022-10-01`, { location, properties });
  const keys = await az.arm.call('POST', `${path}/sharedKeys?api-version=2020-08-01`);
  return {
    customerId: at(workspace, 'properties', 'customerId') ?? null,
    sharedKey: member(keys, 'primarySharedKey') ?? null,
  };
}
