import { locationOfGroup } from '../../group/location.ts';
import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { member, text, type Json, type JsonObject } from '../../json.ts';
import { unshape } from '../../shape.ts';
import { accountPath, accountResult, nameAvailability } from './account.ts';
import { SETTINGS, settingsOf, wantedIdentity } from './settings.ts';

function networkRuleSet(bypass: string[] | undefined, defaultAction: string | undefined): Json {
  if (bypass === undefined && defaultAction === undefined) return null;
  if (defaultAction === undefined)
    throw new CliError('incorrect usage: --default-action ACTION [--bypass SERVICE ...]');
  return { bypass: bypass?.join(', ') ?? null, defaultAction };
}

export const storageAccountCreate = implement('storage account create', {
  takes: { ...SETTINGS, resourceGroup: 'text', name: 'text', location: 'text?', sku: 'text', kind: 'text' },
  run: async ({ resourceGroup, name, ...args }, az) => {
    const location = args.location ?? (await locationOfGroup(az, resourceGroup));
    const free = await nameAvailability(az, name);
    if (member(free, 'nameAvailable') === false && text(free, 'reason') === 'AlreadyExists')
      az.warn(
        `A storage account with the provided name ${name} is found. Will continue to update the existing account.`,
      );
    const wanted: JsonObject = {
      ...settingsOf(args),
      sku: { name: args.sku },
      kind: args.kind,
      location,
      tags: args.tags ?? null,
      identity: wantedIdentity(args) ?? null,
      encryption: { services: { blob: {} }, keySource: 'Microsoft.Storage' },
      networkRuleSet: networkRuleSet(args.bypass, args.defaultAction),
    };
    const path = await accountPath(az, resourceGroup, name);
    return accountResult(await az.arm.finish('PUT', path, unshape('StorageAccountCreateParameters', wanted)));
  },
});
