import { applyGenericUpdate } from '../../generic-update.ts';
import { implement, type Given, type Takes } from '../../implement.ts';
import { isObject, member, type Json, type JsonObject } from '../../json.ts';
import { unshape } from '../../shape.ts';
import { accountPath, accountResult, givenGroup } from './account.ts';
import { SETTINGS, settingsOf, wantedIdentity } from './settings.ts';

const TAKES = {
  ...SETTINGS,
  resourceGroup: 'text?',
  name: 'text',
  sku: 'text?',
  set: 'texts?',
  forceString: 'flag',
  yes: 'flag',
} as const satisfies Takes;

type Args = Given<typeof TAKES>;

const TIER_QUESTION =
  'Changing the access tier may result in additional charges. \nSee (http://go.microsoft.com/fwlink/?LinkId=786482) to learn more.';

/** The identity of an update: user-assigned ones that are held and not named go, for which az sends null. */
function nextIdentity(account: JsonObject, args: Args): Json {
  const wanted = wantedIdentity(args);
  const named = member(wanted, 'userAssignedIdentities');
  const held = member(account['identity'], 'userAssignedIdentities');
  if (isObject(named) && isObject(held))
    for (const id of Object.keys(held)) if (id !== args.userIdentityId) named[id] = null;
  return wanted ?? null;
}

/** What az's PATCH says: much of what it read of the account, with what was asked for changed in it. */
function updated(account: JsonObject, args: Args): JsonObject {
  const asked = settingsOf(args);
  const rules = isObject(account['networkRuleSet']) ? { ...account['networkRuleSet'] } : {};
  if (args.bypass) rules['bypass'] = args.bypass.join(', ');
  if (args.defaultAction) rules['defaultAction'] = args.defaultAction;
  return {
    ...asked,
    sku: args.sku === undefined ? (account['sku'] ?? null) : { name: args.sku },
    tags: args.tags ?? account['tags'] ?? null,
    identity: nextIdentity(account, args),
    customDomain: account['customDomain'] ?? null,
    encryption: account['encryption'] ?? null,
    accessTier: asked['accessTier'] ?? account['accessTier'] ?? null,
    enableHttpsTrafficOnly: asked['enableHttpsTrafficOnly'] ?? account['enableHttpsTrafficOnly'] ?? null,
    networkRuleSet: rules,
  };
}

export const storageAccountUpdate = implement('storage account update', {
  takes: TAKES,
  run: async (args, az) => {
    const group = await givenGroup(az, args.resourceGroup, args.name);
    const path = await accountPath(az, group, args.name);
    const account = accountResult(await az.arm.get(path));
    if (args.accessTier !== undefined && !args.yes) await az.confirmMidway(TIER_QUESTION);
    const wanted = applyGenericUpdate(updated(account, args), { ...args, add: undefined, remove: undefined });
    const body = unshape('StorageAccountUpdateParameters', wanted);
    return accountResult(await az.arm.call('PATCH', path, body));
  },
});
