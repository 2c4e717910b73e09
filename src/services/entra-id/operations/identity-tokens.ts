import * as z from 'zod/mini';
import { defineOperation, type Ctx } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, put, refuse, type Refusal } from '#kernel/result.ts';
import type { ServicePrincipalRow, TenantRow } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import { needsAssignment } from '../app-roles.ts';
import { issueForIdentity } from '../issue.ts';
import { lifetimes } from '../lifetimes.ts';
import * as errors from '../login-errors.ts';
import type { CachedTokenRow } from '../models.ts';
import { targetOf } from '../token-request.ts';

const Wanted = z.object({
  principalId: z.string(),
  resource: z.string(),
  /** The resource that uses the identity. */
  hostId: z.optional(z.string()),
  /** ARM id of the identity: its own, or the host's for a system-assigned one. */
  miResourceId: z.optional(z.string()),
  /** Named in a refusal when the principal is gone. */
  clientId: z.optional(z.string()),
});

/** The sentence as a host passes it on, with its trace. */
const worded = (ctx: Ctx, refusal: Refusal): Refusal => ({
  ...refusal,
  message: errors.described(refusal.message, ctx),
});

/**
 * A token for a managed identity, asked for by the platform of its host. One token is kept per identity, host and
 * resource until it nears its end: its groups are those of the moment when it was issued.
 * Source: "Managed identity best practice recommendations", "Managed identities for Azure resources FAQ".
 */
export const identityTokens = defineOperation({
  action: 'microsoft.directory/managedIdentityTokens/issue',
  title: 'Get token for managed identity',
  surface: 'platform',
  plane: 'none',
  method: 'POST',
  path: '/entra/tokens',
  body: Wanted,
  handle(ctx, { body }) {
    const { principalId, resource, hostId, miResourceId, clientId } = body;
    const tenant = ctx.view.get<TenantRow>('tenants', tenantIdOf(ctx.view))?.displayName ?? '';
    const principal = ctx.view.get<ServicePrincipalRow>('servicePrincipals', principalId);
    if (!principal) return refuse(worded(ctx, errors.applicationNotFound(clientId ?? principalId, tenant)));
    const { appId, displayName } = principal;
    if (!principal.accountEnabled) return refuse(worded(ctx, errors.applicationDisabled(appId, displayName)));
    const found = targetOf(ctx.view, resource);
    if ('refusal' in found) return refuse(worded(ctx, found.refusal));
    const { known } = found;
    if (needsAssignment(ctx.view, known, principalId))
      return refuse(worded(ctx, errors.assignmentMissing(principal, known)));
    const key = `${principalId} ${hostId ? idKey(hostId) : '-'} ${resource}`;
    const kept = ctx.view.get<CachedTokenRow>('managedIdentityTokens', key);
    if (kept && kept.expiresOn * 1000 - lifetimes.renewBefore > ctx.now)
      return ok({ status: 200, body: { ...kept, cached: true } });
    const { token, change } = issueForIdentity(ctx, principal, resource, known, { identityId: miResourceId, hostId });
    const row: CachedTokenRow = { ref: token.ref, clientId: appId, expiresOn: token.claims.exp };
    return ok({
      status: 200,
      body: { ...row, cached: false },
      changes: [change, put('managedIdentityTokens', key, row)],
    });
  },
});
