import { valueAt } from '../../kit/facts.ts';
import { PrincipalRoleList } from '../iam/principal-roles.tsx';
import type { PanelProps } from '../resources/panel.tsx';

/** What a user-assigned identity may do. */
export function IdentityRoles({ resource }: PanelProps) {
  return <PrincipalRoleList managed id={String(valueAt(resource, 'properties.principalId'))} name={resource.name} />;
}
