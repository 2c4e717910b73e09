import * as z from 'zod/mini';
import { armOperation, onParent } from '#kernel/arm-type.ts';
import { assignPermissions, endHost } from '#kernel/host-identity.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey, nameOf, subscriptionOf } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { clusterOf, ClusterBody } from '../cluster-write.ts';
import * as errors from '../errors.ts';
import { clusters, objectTable, type Cluster, type CredentialRow, type ObjectRow } from '../models.ts';
import { endPod } from './kubernetes.ts';

const write = `${clusters.type}/write`;

/** Source: REST API "Managed Clusters - Get". */
const shape = (_view: View, { createdAt: _, changedAt: __, ...cluster }: Cluster): unknown => cluster;

const create = armOperation<ClusterBody>({
  action: write,
  title: 'Create or Update Managed Cluster',
  method: 'PUT',
  path: clusters.path,
  body: ClusterBody,
  requires: ({ url, body }) => ({
    allOf: [{ action: write, scope: url.path, plane: 'control' }, ...assignPermissions(body)],
  }),
  handle(ctx, { params, body }) {
    const missing = clusters.noGroup(ctx, params);
    if (missing) return refuse(missing);
    const { id, row } = clusters.at(ctx, params);
    if (!/^[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?$/.test(nameOf(id))) return refuse(errors.nameInvalid(nameOf(id)));
    const found = clusterOf(ctx, id, body, row);
    if ('refusal' in found) return refuse(found.refusal);
    const { cluster } = found;
    const key = idKey(cluster.id);
    const token = sha256Hex(ctx.newId('kubeconfig', id));
    const credential = row ? [] : [put('kubernetesCredentials', key, { token } satisfies CredentialRow)];
    return ok({
      status: row ? 200 : 201,
      body: shape(ctx.view, cluster),
      changes: [put('resources', key, cluster), ...credential],
    });
  },
});

const update = armOperation({
  action: write,
  title: 'Update Managed Cluster Tags',
  method: 'PATCH',
  path: clusters.path,
  body: z.looseObject({ tags: z.nullish(z.record(z.string(), z.string())) }),
  handle(ctx, { params, body }) {
    const { id, row } = clusters.at(ctx, params);
    if (!row) return refuse(clusters.notFound(id));
    const next: Cluster = { ...row, ...(body.tags && { tags: body.tags }), changedAt: ctx.now };
    return ok({ status: 200, body: shape(ctx.view, next), changes: [put('resources', idKey(id), next)] });
  },
});

/** The group of the nodes goes with the cluster, and with it the identity that AKS made there. */
const destroy = armOperation({
  action: `${clusters.type}/delete`,
  title: 'Delete Managed Cluster',
  method: 'DELETE',
  path: clusters.path,
  handle(ctx, { params }) {
    const { row } = clusters.at(ctx, params);
    if (!row) return ok({ status: 204 });
    endHost(ctx, row.id);
    const objects = ctx.view.all<ObjectRow>(objectTable).filter(({ cluster }) => idKey(cluster) === idKey(row.id));
    for (const object of objects) endPod(ctx, object);
    const nodes = `${subscriptionOf(row.id) ?? ''}/resourceGroups/${row.properties.nodeResourceGroup}`;
    ctx.send('platform', { method: 'DELETE', url: `https://management.azure.com${nodes}?api-version=2024-11-01` });
    return ok({
      status: 200,
      changes: [
        ...['resources', 'kubernetesCredentials'].map((table) => remove(table, idKey(row.id))),
        ...objects.map(({ id }) => remove(objectTable, idKey(id))),
      ],
    });
  },
});

/** A kubeconfig as `az aks get-credentials` fetches it, in base64. */
const credentials = (kind: 'User' | 'Admin') =>
  armOperation({
    action: `${clusters.type}/listCluster${kind}Credential/action`,
    title: `List Managed Cluster ${kind} Credentials`,
    method: 'POST',
    path: `${clusters.path}/listCluster${kind}Credential`,
    requires: onParent(`${clusters.type}/listCluster${kind}Credential/action`),
    reads: true,
    handle(ctx, { params }) {
      const { id, row } = clusters.at(ctx, params);
      const held = row && ctx.view.get<CredentialRow>('kubernetesCredentials', idKey(id));
      if (!held) return refuse(clusters.notFound(id));
      const { name } = row;
      const user = `cluster${kind}_${params['group'] ?? ''}_${name}`;
      const lines = [
        'apiVersion: v1',
        'kind: Config',
        'clusters:',
        `- name: ${name}`,
        `  cluster: { server: "https://${row.properties.fqdn}:443" }`,
        'contexts:',
        `- name: ${name}`,
        `  context: { cluster: ${name}, user: ${user} }`,
        `current-context: ${name}`,
        'users:',
        `- name: ${user}`,
        `  user: { token: ${held.token} }`,
      ];
      return ok({
        status: 200,
        body: { kubeconfigs: [{ name: `cluster${kind}`, value: btoa(`${lines.join('\n')}\n`) }] },
      });
    },
  });

export const clusterOperations = [
  create,
  update,
  ...clusters.reads('Managed Cluster', shape),
  destroy,
  credentials('User'),
  credentials('Admin'),
];
