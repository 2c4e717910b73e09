import type { Deviation } from '#kernel/deviation.ts';

interface Group {
  /** The folder in src/services/. */
  service: string;
  title: string;
  rows: Deviation[];
}

const files = import.meta.glob<Record<string, unknown>>('../services/*/deviations.ts', { eager: true });

const names: Record<string, string> = {
  'app-service': 'App Service',
  compute: 'Virtual machines',
  'container-instance': 'Container Instances',
  imds: 'Instance metadata service',
  'entra-id': 'Microsoft Entra ID',
  compute: 'Virtual machines and scale sets',
  'container-instance': 'Container Instances',
  imds: 'Instance Metadata Service',
  authorization: 'Azure roles and permissions',
  'key-vault': 'Key Vault',
  'managed-identity': 'Managed identities',
  'resource-manager': 'Resource Manager',
};

/** The register of deviations by service, in the order of the services' names; services without rows are left out. */
export const registerOf = (): Group[] =>
  Object.entries(files)
    .map(([path, module]) => {
      const service = path.split('/').at(-2) ?? path;
      const rows = Object.values(module).flatMap((value) => (Array.isArray(value) ? (value as Deviation[]) : []));
      return { service, title: names[service] ?? service, rows };
    })
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => (a.title < b.title ? -1 : 1));
