import type { Deviation } from '#kernel/deviation.ts';

interface Group {
  /** The folder that holds the rows, such as `key-vault` of src/services/. */
  service: string;
  title: string;
  rows: Deviation[];
}

const files = import.meta.glob<Record<string, unknown>>(
  ['../services/*/deviations.ts', '../{tenant,cli,lab,portal,flow,serve}/**/deviations.ts'],
  { eager: true },
);

const names: Record<string, string> = {
  'app-service': 'App Service',
  'entra-id': 'Microsoft Entra ID',
  compute: 'Virtual machines and scale sets',
  'container-apps': 'Container Apps',
  automation: 'Automation',
  'logic-app': 'Logic Apps',
  'container-instance': 'Container Instances',
  'identity-endpoint': 'Identity endpoint of App Service, Container Apps, Automation and Logic Apps',
  'hybrid-compute': 'Azure Arc-enabled servers',
  imds: 'Instance Metadata Service',
  'app-configuration': 'App Configuration',
  'github-actions': 'GitHub Actions',
  laptop: "A developer's machine",
  'container-service': 'Kubernetes Service',
  'container-registry': 'Container Registry',
  'third-party-saas': 'A service outside Azure',
  authorization: 'Azure roles and permissions',
  'key-vault': 'Key Vault',
  locks: 'Locks',
  policy: 'Azure Policy',
  'managed-identity': 'Managed identities',
  monitor: 'Azure Monitor',
  'resource-manager': 'Resource Manager',
  'service-bus': 'Service Bus',
  sql: 'Azure SQL',
  storage: 'Storage',
  amqp: 'Service Bus over AMQP',
  serve: 'The tenant on loopback, for real tools',
  shell: 'Cloud Shell',
  az: 'Azure CLI',
};

/** The register of deviations, by service or room, in the order of their names; those without rows are left out. */
export const registerOf = (): Group[] =>
  Object.entries(files)
    .map(([path, module]) => {
      const service = path.split('/').at(-2) ?? path;
      const rows = Object.values(module).flatMap((value) => (Array.isArray(value) ? (value as Deviation[]) : []));
      return { service, title: names[service] ?? service, rows };
    })
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => (a.title < b.title ? -1 : 1));
