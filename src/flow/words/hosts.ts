import type { LogItem } from '#lab/session-client.ts';
import { typeOf } from '#kernel/scope.ts';

/** What a host is, by its type. */
const kinds: Record<string, string> = {
  'microsoft.web/sites/slots': 'deployment slot',
  'microsoft.compute/virtualmachines': 'virtual machine',
  'microsoft.compute/virtualmachinescalesets': 'machine of a scale set',
  'microsoft.compute/virtualmachinescalesets/virtualmachines': 'machine of a scale set',
  'microsoft.containerinstance/containergroups': 'container instance',
  'microsoft.app/containerapps': 'container app',
  'microsoft.automation/automationaccounts': 'runbook sandbox',
  'microsoft.hybridcompute/machines': 'Arc-enabled server',
  'microsoft.logic/workflows': 'logic app',
  'microsoft.containerservice/managedclusters': 'Kubernetes cluster',
  'microsoft.containerservice/managedclusters/namespaces/pods': 'pod',
};

/** What the host of a program is, in a few words: `virtual machine`; `host` where its type has no word yet. */
export function hostWords({ id, kind = '' }: NonNullable<LogItem['host']>): string {
  if (id.startsWith('/github/')) return 'GitHub runner';
  if (id.startsWith('/laptops/')) return 'laptop';
  const type = (typeOf(id) ?? '').toLowerCase();
  if (type === 'microsoft.web/sites') {
    if (kind.includes('workflowapp')) return 'logic app';
    return kind.includes('functionapp') ? 'function app' : 'web app';
  }
  return kinds[type] ?? 'host';
}

/** What a target is, by the surface that answers. */
const targets: Record<string, string> = {
  arm: 'manages resources',
  graph: 'the directory',
  'key-vault': 'key vault',
  blob: 'blob storage',
  queue: 'queue storage',
  'service-bus': 'Service Bus',
  sql: 'SQL database',
  'app-configuration': 'App Configuration',
  'container-registry': 'container registry',
  'third-party-saas': 'outside Azure',
  kubernetes: 'Kubernetes',
  'logic-app': 'starts workflows',
  github: 'GitHub',
};

export const targetWords = (surface: string | undefined): string | undefined => targets[surface ?? ''];
