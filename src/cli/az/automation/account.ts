import type { Az } from '../context.ts';
import { locationOfGroup } from '../group/location.ts';
import { implement } from '../implement.ts';
import { at, compact, type Json } from '../json.ts';
import { shape } from '../shape.ts';

const VERSION = '2020-01-13-preview';

/** The path of an Automation account. */
export async function accountPath(az: Az, resourceGroup: string, account: string): Promise<string> {
  return `${await az.group(resourceGroup)}/providers/Microsoft.Automation/automationAccounts/${account}`;
}

const result = (raw: Json | undefined): Json => shape('AutomationAccount', raw);
const one = { resourceGroup: 'text', name: 'text' } as const;

/**
 * The commands on Automation accounts. They belong to the extension `automation` 1.0; nothing of it was recorded: requests
 * follow its public source (azure-cli-extensions, src/automation), results the models of the SDK.
 */
export const accountCommands = [
  implement('automation account create', {
    takes: { ...one, location: 'text?', tags: 'tags?', sku: 'text?' },
    run: async ({ resourceGroup, name, location, tags, sku }, az) => {
      const where = location ?? (await locationOfGroup(az, resourceGroup));
      const body = compact({ name, location: where, tags, properties: { sku: { name: sku ?? 'Basic' } } });
      return result(await az.arm.put(`${await accountPath(az, resourceGroup, name)}?api-version=${VERSION}`, body));
    },
  }),
  implement('automation account show', {
    takes: one,
    run: async ({ resourceGroup, name }, az) =>
      result(await az.arm.get(`${await accountPath(az, resourceGroup, name)}?api-version=${VERSION}`)),
  }),
  implement('automation account list', {
    takes: { resourceGroup: 'text?' },
    run: async ({ resourceGroup }, az) => {
      const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
      const path = `${scope}/providers/Microsoft.Automation/automationAccounts?api-version=${VERSION}`;
      return (await az.arm.list(path)).map(result);
    },
  }),
  implement('automation account update', {
    takes: { ...one, tags: 'tags?', sku: 'text?' },
    run: async ({ resourceGroup, name, tags, sku }, az) => {
      const path = `${await accountPath(az, resourceGroup, name)}?api-version=${VERSION}`;
      const size = sku ?? at(await az.arm.get(path), 'properties', 'sku', 'name');
      const body = compact({
        name,
        tags,
        properties: compact({ sku: size === undefined ? undefined : { name: size } }),
      });
      return result(await az.arm.call('PATCH', path, body));
    },
  }),
  implement('automation account delete', {
    takes: one,
    run: async ({ resourceGroup, name }, az) => {
      await az.arm.call('DELETE', `${await accountPath(az, resourceGroup, name)}?api-version=${VERSION}`);
      return undefined;
    },
  }),
];
