import { defineCommand } from '../../define.ts';
import { servicePrincipalId } from '../principals.ts';

export const adSpShow = defineCommand({
  words: 'ad sp show',
  summary: 'Get the details of a service principal.',
  tenantLevel: true,
  parameters: {
    id: { required: true, help: 'Service principal name, or object id.' },
  },
  examples: [
    {
      says: 'Get the details of a service principal with appId.',
      line: 'az ad sp show --id 00000000-0000-0000-0000-000000000000',
    },
    {
      says: 'Get the details of a service principal with id.',
      line: 'az ad sp show --id 00000000-0000-0000-0000-000000000000',
    },
    { says: 'Get the details of a service principal with identifier URI.', line: 'az ad sp show --id api://myapp' },
  ],
  run: async ({ id }, az) => az.graph.get(`/servicePrincipals/${await servicePrincipalId(az, id)}`),
});
