import type { Ctx } from '#kernel/define.ts';
import { idKey } from '#kernel/scope.ts';
import type { Site } from './models.ts';

/** An identity of a site, as Entra ID is asked for its token. */
export interface SiteIdentity {
  /** ARM id of the identity; of the site itself for the system-assigned one. */
  id: string;
  principalId: string;
  clientId?: string;
}

/** The system-assigned identity of a site, or the attached one that the test finds. */
export function identityOf(
  { id, identity }: Site,
  is?: (id: string, clientId: string | undefined) => boolean,
): SiteIdentity | undefined {
  if (!is) return identity?.principalId ? { id, principalId: identity.principalId } : undefined;
  for (const [one, { principalId, clientId }] of Object.entries(identity?.userAssignedIdentities ?? {}))
    if (principalId && is(one, clientId)) return { id: one, principalId, ...(clientId && { clientId }) };
  return undefined;
}

/** Whether an attached identity is the one with this ARM id. */
export const withId = (wanted: string) => (id: string) => idKey(id) === idKey(wanted);

/**
 * A token that the platform gets for an identity of a site, kept like any other for its day; or what Entra ID said
 * instead. The platform uses it in the site's name: whatever it reads is decided as for the app itself.
 */
export function tokenFor(
  ctx: Ctx,
  site: Site,
  { id, principalId, clientId }: SiteIdentity,
  resource: string,
): { ref: string } | { fault: string } {
  const { status, body } = ctx.send('platform', {
    method: 'POST',
    url: 'https://platform.internal/entra/tokens',
    body: { principalId, resource, hostId: site.id, miResourceId: id, ...(clientId && { clientId }) },
  });
  if (status === 200) return { ref: (body as { ref: string }).ref };
  return { fault: (body as { error: { message: string } }).error.message };
}
