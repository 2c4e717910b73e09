import { text, type Json } from '../../az/json.ts';
import type { Look } from './look.ts';

/** What stands before the word: the command, the option whose value it is, and the values that other options have. */
export interface Place {
  /** `webapp identity assign` */
  words: string;
  /** The option's first long spelling in camel case: `resourceGroup`. */
  key: string;
  given: Readonly<Record<string, string>>;
}

type Source = (look: Look, place: Place) => Promise<string[]>;

const named = (items: Json[]): string[] => items.map((item) => text(item, 'name'));
const idsOf = (items: Json[]): string[] => items.map((item) => text(item, 'id'));

const groups: Source = async (look) => named(await look.arm('/resourcegroups', '2022-09-01'));
const locations: Source = async (look) => named(await look.arm('/locations', '2022-12-01'));
const subscriptions: Source = async (look) =>
  (await look.arm('/subscriptions', '2022-12-01')).flatMap((one) => [
    text(one, 'displayName'),
    text(one, 'subscriptionId'),
  ]);
const roles: Source = async (look) =>
  (await look.arm('/providers/Microsoft.Authorization/roleDefinitions', '2022-04-01')).map((role) =>
    text((role as { properties?: Json }).properties, 'roleName'),
  );
const property =
  (path: string, name: string): Source =>
  async (look) =>
    (await look.graph(path)).map((item) => text(item, name));
const users = property('/users', 'userPrincipalName');
const principals: Source = async (look, place) =>
  (await Promise.all([users, property('/servicePrincipals', 'appId')].map((source) => source(look, place)))).flat();

/** Names of resources of a type, in the group that was given. */
const ofType =
  (type: string): Source =>
  async (look, { given }) =>
    named(await look.resources(type, given['resourceGroup']));

/** Names of what lies below a resource: `sites/app1/slots`. A child is named `app1/staging`; its own name is the last part. */
const below =
  (type: string, parent: string, child: string, version: string): Source =>
  async (look, { given }) => {
    const owner = given[parent];
    if (owner === undefined) return [];
    const found = (await look.resources(type)).find((one) => text(one, 'name').toLowerCase() === owner.toLowerCase());
    if (!found) return [];
    return named(await look.arm(`${text(found, 'id')}/${child}`, version)).map((name) => name.replace(/^.*\//, ''));
  };

const secrets: Source = async (look, { given }) =>
  (await look.secrets(given['vaultName'] ?? '')).map((secret) => text(secret, 'id').replace(/^.*\//, ''));

const identityIds: Source = async (look) =>
  idsOf(await look.resources('Microsoft.ManagedIdentity/userAssignedIdentities'));
const anyIdentity: Source = async (look, place) => ['[system]', ...(await identityIds(look, place))];

const scopes: Source = async (look) => {
  const [ofGroups, ofResources] = await Promise.all([
    look.arm('/resourcegroups', '2022-09-01'),
    look.resources(undefined),
  ]);
  const all = [...idsOf(ofGroups), ...idsOf(ofResources)];
  const root = /^\/subscriptions\/[^/]+/.exec(all[0] ?? '')?.[0];
  return [...(root === undefined ? [] : [root]), ...all];
};

/** Resource types by the words that their commands begin with; the longest that fits counts. */
const types: readonly [words: string, type: string][] = [
  ['appconfig', 'Microsoft.AppConfiguration/configurationStores'],
  ['appservice plan', 'Microsoft.Web/serverfarms'],
  ['automation account', 'Microsoft.Automation/automationAccounts'],
  ['container', 'Microsoft.ContainerInstance/containerGroups'],
  ['containerapp env', 'Microsoft.App/managedEnvironments'],
  ['containerapp', 'Microsoft.App/containerApps'],
  ['functionapp', 'Microsoft.Web/sites'],
  ['identity', 'Microsoft.ManagedIdentity/userAssignedIdentities'],
  ['keyvault', 'Microsoft.KeyVault/vaults'],
  ['logicapp', 'Microsoft.Web/sites'],
  ['monitor log-analytics workspace', 'Microsoft.OperationalInsights/workspaces'],
  ['servicebus namespace', 'Microsoft.ServiceBus/namespaces'],
  ['sql server', 'Microsoft.Sql/servers'],
  ['storage account', 'Microsoft.Storage/storageAccounts'],
  ['vm', 'Microsoft.Compute/virtualMachines'],
  ['vmss', 'Microsoft.Compute/virtualMachineScaleSets'],
  ['webapp', 'Microsoft.Web/sites'],
];

const typeOf = (words: string): string | undefined =>
  types
    .filter(([start]) => words === start || words.startsWith(`${start} `))
    .sort((a, b) => b[0].length - a[0].length)[0]?.[1];

/** `--name` and `--ids` of a command: resources of its own type. */
const own: Source = async (look, { words, given }) => {
  const type = typeOf(words);
  return type === undefined ? [] : named(await look.resources(type, given['resourceGroup']));
};
const ownIds: Source = async (look, { words }) => idsOf(await look.resources(typeOf(words)));

/**
 * Where the values of an option are looked up: by the command's words (a pattern) and the option. The first row that fits
 * counts; a command that makes a thing has no names to offer for it.
 */
const table: readonly [words: RegExp, keys: readonly string[], source: Source][] = [
  [/^group (?!create)/, ['name'], groups],
  [/ create$|^(keyvault|storage account|webapp|functionapp|vm) create/, ['name'], () => Promise.resolve([])],
  [/^keyvault secret /, ['name'], secrets],
  [
    /^storage container /,
    ['name'],
    below('Microsoft.Storage/storageAccounts', 'accountName', 'blobServices/default/containers', '2023-01-01'),
  ],
  [
    /^storage /,
    ['containerName'],
    below('Microsoft.Storage/storageAccounts', 'accountName', 'blobServices/default/containers', '2023-01-01'),
  ],
  [
    /^storage queue /,
    ['name'],
    below('Microsoft.Storage/storageAccounts', 'accountName', 'queueServices/default/queues', '2023-01-01'),
  ],
  [/^sql db /, ['name'], below('Microsoft.Sql/servers', 'server', 'databases', '2023-08-01')],
  [
    /^servicebus queue /,
    ['name'],
    below('Microsoft.ServiceBus/namespaces', 'namespaceName', 'queues', '2022-10-01-preview'),
  ],
  [
    /^servicebus topic /,
    ['name'],
    below('Microsoft.ServiceBus/namespaces', 'namespaceName', 'topics', '2022-10-01-preview'),
  ],
  [/^(webapp|functionapp) /, ['slot', 'targetSlot'], below('Microsoft.Web/sites', 'name', 'slots', '2023-12-01')],
  [/^role definition /, ['name'], roles],
  [/^ad user /, ['id'], users],
  [/^ad group /, ['group'], property('/groups', 'displayName')],
  [/^ad app /, ['id'], property('/applications', 'appId')],
  [/^ad sp /, ['id'], property('/servicePrincipals', 'appId')],
  [/^login$/, ['username'], users],
  [/./, ['resourceGroup'], groups],
  [/./, ['location'], locations],
  [/./, ['subscription'], subscriptions],
  [/./, ['role'], roles],
  [/./, ['assignee'], principals],
  [/./, ['scope', 'scopes', 'resource', 'resourceId'], scopes],
  [
    /^(webapp|functionapp|vm|vmss|container|containerapp|logicapp) /,
    ['identities', 'assignIdentity', 'identity', 'acrIdentity', 'registryIdentity'],
    anyIdentity,
  ],
  [/./, ['vaultName'], ofType('Microsoft.KeyVault/vaults')],
  [/./, ['accountName', 'storageAccount'], ofType('Microsoft.Storage/storageAccounts')],
  [/./, ['identityName'], ofType('Microsoft.ManagedIdentity/userAssignedIdentities')],
  [/./, ['server'], ofType('Microsoft.Sql/servers')],
  [/./, ['namespaceName'], ofType('Microsoft.ServiceBus/namespaces')],
  [/./, ['plan'], ofType('Microsoft.Web/serverfarms')],
  [/./, ['vmName'], ofType('Microsoft.Compute/virtualMachines')],
  [/./, ['workspace', 'workspaceName'], ofType('Microsoft.OperationalInsights/workspaces')],
  [/^(?!ad |role |policy |lock |tag |deployment )/, ['name'], own],
  [/./, ['ids'], ownIds],
];

/** Names and ids of the tenant that an option may take, as they are; none where nothing may be seen. */
export async function namesFor(place: Place, look: Look): Promise<string[]> {
  const [, , source] = table.find(([words, keys]) => words.test(place.words) && keys.includes(place.key)) ?? [];
  try {
    return source ? (await source(look, place)).filter((name) => name !== '') : [];
  } catch {
    // Nobody is signed in, or the tenant cannot be asked just now: Tab has nothing to say about it.
    return [];
  }
}
