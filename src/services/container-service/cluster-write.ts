import * as z from 'zod/mini';
import type { Ctx } from '#kernel/define.ts';
import { setIdentity, WantedIdentity } from '#kernel/host-identity.ts';
import { guidFrom, sha256Hex } from '#kernel/ids.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { placed } from '#kernel/regions.ts';
import type { Refusal } from '#kernel/result.ts';
import { nameOf, parseResourceId } from '#kernel/scope.ts';
import * as errors from './errors.ts';
import { clusters, type Cluster, type KubeletIdentity } from './models.ts';

const Enabled = z.nullish(z.looseObject({ enabled: z.nullish(z.boolean()) }));

export const ClusterBody = z.looseObject({
  location: z.optional(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  sku: z.nullish(z.record(z.string(), z.unknown())),
  identity: WantedIdentity,
  properties: z.nullish(
    z.looseObject({
      dnsPrefix: z.nullish(z.string()),
      nodeResourceGroup: z.nullish(z.string()),
      oidcIssuerProfile: Enabled,
      securityProfile: z.nullish(z.looseObject({ workloadIdentity: Enabled })),
      identityProfile: z.nullish(z.record(z.string(), z.looseObject({ resourceId: z.nullish(z.string()) }))),
    }),
  ),
});
export type ClusterBody = z.infer<typeof ClusterBody>;

const arm = 'https://management.azure.com';

function identityAt(ctx: Ctx, id: string): KubeletIdentity | undefined {
  const url = `https://platform.internal/managedIdentities?resourceId=${encodeURIComponent(id)}`;
  const { status, body } = ctx.send('platform', { method: 'GET', url });
  const { principalId, clientId } = (body ?? {}) as { principalId: string; clientId: string };
  return status === 200 ? { resourceId: id, clientId, objectId: principalId } : undefined;
}

/** The identity of the nodes: the one that is named, or one that AKS makes in the group of the nodes. */
function kubelet(ctx: Ctx, named: string | undefined, group: string, name: string, location: string) {
  if (named) return identityAt(ctx, named);
  const put = (path: string, version: string) =>
    ctx.send('platform', { method: 'PUT', url: `${arm}${path}?api-version=${version}`, body: { location } });
  const id = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}-agentpool`;
  put(group, '2024-11-01');
  put(id, '2023-01-31');
  return identityAt(ctx, id);
}

/** Exactly one kind of identity, and of the user-assigned kind exactly one. */
function identityFault({ identity }: ClusterBody, existing: Cluster | undefined): Refusal | undefined {
  if (!identity && existing) return undefined;
  const kind = identity?.type?.toLowerCase() ?? '';
  if (kind !== 'systemassigned' && kind !== 'userassigned') return errors.identityInvalid(identity?.type ?? '');
  const named = Object.keys(identity?.userAssignedIdentities ?? {}).length;
  return kind === 'userassigned' && named !== 1 ? errors.oneIdentity() : undefined;
}

/** The cluster that a PUT asks for, or its refusal. What a further PUT does not name stays. */
export function clusterOf(
  ctx: Ctx,
  id: string,
  body: ClusterBody,
  existing: Cluster | undefined,
): { cluster: Cluster } | { refusal: Refusal } {
  const name = existing?.name ?? nameOf(id);
  const { subscriptionId = '', resourceGroup = '' } = parseResourceId(id) ?? {};
  const at = { name, type: clusters.type, group: resourceGroup, ...(existing && { existing: existing.location }) };
  const place = placed(body.location, at);
  if ('refusal' in place) return place;
  const location = place.region;
  const fault = identityFault(body, existing);
  if (fault) return { refusal: fault };
  const { oidcIssuerProfile: issuer, securityProfile, identityProfile, ...rest } = body.properties ?? {};
  const old = existing?.properties;
  if (old?.oidcIssuerProfile.enabled && issuer?.enabled === false) return { refusal: errors.issuerStays() };
  const enabled = issuer?.enabled ?? old?.oidcIssuerProfile.enabled ?? false;
  const security = { ...old?.securityProfile, ...securityProfile };
  if (security.workloadIdentity?.enabled && !enabled) return { refusal: errors.issuerNeeded() };
  const named = identityProfile?.['kubeletidentity']?.resourceId ?? old?.identityProfile.kubeletidentity.resourceId;
  const userAssigned = (body.identity?.type ?? existing?.identity?.type)?.toLowerCase() === 'userassigned';
  if (named && !old && !userAssigned) return { refusal: errors.kubeletNeedsUserAssigned() };
  const host = { id: existing?.id ?? id, name, location };
  const found = setIdentity(ctx, host, existing?.identity, body.identity, 'replace');
  if ('refusal' in found) return found;
  const nodeResourceGroup =
    old?.nodeResourceGroup ?? rest.nodeResourceGroup ?? `MC_${resourceGroup}_${name}_${location}`;
  const nodes = `/subscriptions/${subscriptionId}/resourceGroups/${nodeResourceGroup}`;
  const kubeletidentity = kubelet(ctx, named ?? undefined, nodes, name, location);
  if (!kubeletidentity) return { refusal: errors.identityNotFound(named ?? '') };
  const dnsPrefix = (old?.['dnsPrefix'] as string | undefined) ?? rest.dnsPrefix ?? name.toLowerCase();
  const own = guidFrom(ctx.seed, 'aks', id.toLowerCase());
  const issuerURL = `https://${location}.oic.prod-aks.azure.com/${tenantIdOf(ctx.view)}/${own}/`;
  const { tags = existing?.tags, sku = existing?.sku } = body;
  const cluster: Cluster = {
    ...host,
    type: clusters.type,
    ...(tags && { tags }),
    sku: sku ?? { name: 'Base', tier: 'Free' },
    ...(found.identity && { identity: found.identity }),
    properties: {
      ...old,
      ...rest,
      provisioningState: 'Succeeded',
      powerState: { code: 'Running' },
      dnsPrefix,
      fqdn: `${dnsPrefix.toLowerCase()}-${sha256Hex(id.toLowerCase()).slice(0, 8)}.hcp.${location}.azmk8s.io`,
      nodeResourceGroup,
      oidcIssuerProfile: enabled ? { enabled, issuerURL } : { enabled },
      securityProfile: security as NonNullable<Cluster['properties']['securityProfile']>,
      identityProfile: { kubeletidentity },
    },
    createdAt: existing?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  return { cluster };
}
