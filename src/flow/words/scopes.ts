import { idKey, nameOf, parseResourceId } from '#kernel/scope.ts';

/** What a learner calls the kinds of things that scopes name. Others are called by their type. */
const kinds: Record<string, string> = {
  'microsoft.keyvault/vaults': 'key vault',
  'microsoft.keyvault/vaults/secrets': 'secret',
  'microsoft.web/sites': 'web app',
  'microsoft.web/serverfarms': 'App Service plan',
  'microsoft.managedidentity/userassignedidentities': 'user-assigned identity',
  'microsoft.storage/storageaccounts': 'storage account',
  'microsoft.sql/servers': 'SQL server',
  'microsoft.sql/servers/databases': 'SQL database',
  'microsoft.servicebus/namespaces': 'Service Bus namespace',
  'microsoft.servicebus/namespaces/queues': 'queue',
  'microsoft.servicebus/namespaces/topics': 'topic',
  'microsoft.servicebus/namespaces/topics/subscriptions': 'subscription of a topic',
  'microsoft.containerregistry/registries': 'container registry',
  'microsoft.appconfiguration/configurationstores': 'configuration store',
};

export const isGuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** A scope in plain words: `key vault kv-shop`, `resource group rg-shop`, `subscription 0a1b…`, `the root of the tenant`. */
export function scopeWords(scope: string): string {
  const id = idKey(scope);
  if (id === '/') return 'the root of the tenant';
  const name = nameOf(scope.replace(/\/+$/, ''));
  if (/^\/providers\/microsoft\.management\/managementgroups\/[^/]+$/.test(id)) {
    // The root group is named by the id of the tenant, which tells a reader nothing.
    return isGuid(name) ? 'the root management group' : `management group ${name}`;
  }
  const parsed = parseResourceId(id);
  if (!parsed) return scope;
  if (!parsed.provider) return parsed.resourceGroup ? `resource group ${name}` : `subscription ${name.slice(0, 8)}…`;
  const type = [parsed.provider, ...parsed.segments.filter((_, at) => at % 2 === 0)].join('/');
  return `${kinds[type] ?? parsed.segments.at(-2) ?? type} ${name}`;
}

/** The end of an action string, which is what tells actions of one resource apart: `secrets/getSecret/action`. */
export const actionEnd = (action: string): string => action.split('/').slice(-3).join('/');
