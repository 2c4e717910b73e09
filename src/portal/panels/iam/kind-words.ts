import type { Principal } from '../../api/graph.ts';

/** Azure's word for the kind of a principal. */
export const kindWords = ({ type, managedIdentity }: Principal): string => {
  if (managedIdentity) return 'Managed identity';
  return { User: 'User', Group: 'Group', ServicePrincipal: 'Service principal' }[type];
};
