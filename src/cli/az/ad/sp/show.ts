import { implement } from '../../implement.ts';
import { servicePrincipalId } from '../principals.ts';

export const adSpShow = implement('ad sp show', {
  takes: { id: 'text' },
  run: async ({ id }, az) => az.graph.get(`/servicePrincipals/${await servicePrincipalId(az, id, 3)}`),
});
