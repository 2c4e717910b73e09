import * as z from 'zod/mini';
import { isoSeconds } from '#kernel/clock.ts';
import { defineOperation, type Ctx, type Operation } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { clusters, findObject, objectId, objectTable, tokenFile, type Kind, type ObjectRow } from '../models.ts';

const texts = z.nullish(z.record(z.string(), z.string()));
const name = z.string().check(z.regex(/^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/));
const Body = z.looseObject({
  metadata: z.looseObject({ name, annotations: texts, labels: texts }),
  spec: z.nullish(z.looseObject({ serviceAccountName: z.nullish(name) })),
});

const kinds = { serviceaccounts: 'ServiceAccount', pods: 'Pod' } as const;
const resource = 'Microsoft.ContainerService/managedClusters';
const word = 'azure.workload.identity';

const kubernetes = <B>(operation: Omit<Operation<B>, 'surface' | 'plane' | 'requires'>): Operation =>
  defineOperation<B>({ surface: 'kubernetes', plane: 'data', requires: () => undefined, ...operation });

/** An object as the API shows it. Source: Kubernetes API reference, "ServiceAccount", "Pod". */
function shape({ kind, metadata, spec, env }: ObjectRow): Record<string, unknown> {
  const injected = env && {
    env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
    volumeMounts: [{ name: 'azure-identity-token', mountPath: tokenFile.replace(/\/[^/]+$/, ''), readOnly: true }],
  };
  const containers = (Array.isArray(spec?.['containers']) ? (spec['containers'] as object[]) : []).map((one) => ({
    ...one,
    ...injected,
  }));
  return {
    kind: kinds[kind],
    apiVersion: 'v1',
    metadata,
    ...(spec && { spec: { ...spec, containers }, status: { phase: 'Running' } }),
  };
}

/** What the webhook puts into a pod that asks for it. Source: Microsoft Entra Workload ID, "Service account labels and annotations". */
function injected(ctx: Ctx, cluster: string, { metadata }: ObjectRow, account: ObjectRow | undefined) {
  const on = clusters.find(ctx.view, cluster)?.properties.securityProfile?.workloadIdentity?.enabled;
  if (!on || metadata.labels[`${word}/use`] !== 'true') return undefined;
  const said = account?.metadata.annotations ?? {};
  return {
    AZURE_CLIENT_ID: said[`${word}/client-id`] ?? '',
    AZURE_TENANT_ID: said[`${word}/tenant-id`] ?? tenantIdOf(ctx.view),
    AZURE_FEDERATED_TOKEN_FILE: tokenFile,
    AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com/',
  };
}

/** The pod runs on a node: the metadata service of that node is reached from it, and knows the kubelet identity. */
function connect(ctx: Ctx, id: string, cluster: string): void {
  const { kubeletidentity: of } = clusters.find(ctx.view, cluster)?.properties.identityProfile ?? {};
  if (!of) return;
  const entry = { principalId: of.objectId, clientId: of.clientId };
  const identity = { type: 'UserAssigned', userAssignedIdentities: { [of.resourceId]: entry } };
  const body = { host: id, holder: cluster, identity };
  ctx.send('platform', { method: 'PUT', url: 'https://platform.internal/imds/hosts', body });
}

function operationsOf(kind: Kind): Operation[] {
  const path = `/api/v1/namespaces/{namespace}/${kind}`;
  const title = kind === 'pods' ? 'Pod' : 'Service Account';
  const idIn = ({ cluster = '', namespace = '', name: one = '' }: Record<string, string>): string =>
    objectId(cluster, namespace, kind, one);
  return [
    kubernetes({
      action: `${resource}/${kind}/write`,
      title: `Create ${title}`,
      method: 'POST',
      path,
      body: Body,
      handle(ctx, { params, body: { metadata, spec } }) {
        const { cluster = '', namespace = '' } = params;
        const id = idIn({ ...params, name: metadata.name });
        if (findObject(ctx.view, id)) return refuse(errors.alreadyExists(kind, metadata.name));
        const row: ObjectRow = {
          id,
          cluster,
          kind,
          metadata: {
            name: metadata.name,
            namespace,
            uid: ctx.newId('kubernetes', id),
            creationTimestamp: isoSeconds(ctx.now),
            annotations: metadata.annotations ?? {},
            labels: metadata.labels ?? {},
          },
        };
        if (kind === 'pods') {
          const serviceAccountName = spec?.serviceAccountName ?? 'default';
          const account = findObject(ctx.view, objectId(cluster, namespace, 'serviceaccounts', serviceAccountName));
          if (!account && serviceAccountName !== 'default')
            return refuse(errors.noAccount(metadata.name, namespace, serviceAccountName));
          row.spec = { ...spec, serviceAccountName };
          const env = injected(ctx, cluster, row, account);
          if (env) row.env = env;
          connect(ctx, id, cluster);
        }
        return ok({ status: 201, body: shape(row), changes: [put(objectTable, idKey(id), row)] });
      },
    }),
    kubernetes({
      action: `${resource}/${kind}/read`,
      title: `List ${title}s`,
      method: 'GET',
      path,
      handle(ctx, { params }) {
        const below = idKey(idIn({ ...params, name: '' }));
        const rows = ctx.view.all<ObjectRow>(objectTable).filter(({ id }) => idKey(id).startsWith(`${below}/`));
        return ok({ status: 200, body: { kind: `${kinds[kind]}List`, apiVersion: 'v1', items: rows.map(shape) } });
      },
    }),
    kubernetes({
      action: `${resource}/${kind}/read`,
      title: `Get ${title}`,
      method: 'GET',
      path: `${path}/{name}`,
      handle(ctx, { params }) {
        const row = findObject(ctx.view, idIn(params));
        return row ? ok({ status: 200, body: shape(row) }) : refuse(errors.objectNotFound(kind, params['name'] ?? ''));
      },
    }),
    kubernetes({
      action: `${resource}/${kind}/delete`,
      title: `Delete ${title}`,
      method: 'DELETE',
      path: `${path}/{name}`,
      handle(ctx, { params }) {
        const row = findObject(ctx.view, idIn(params));
        if (!row) return refuse(errors.objectNotFound(kind, params['name'] ?? ''));
        endPod(ctx, row);
        return ok({ status: 200, body: shape(row), changes: [remove(objectTable, idKey(row.id))] });
      },
    }),
  ];
}

/** Nobody is left in the pod who could ask. */
export function endPod(ctx: Ctx, { id, kind }: ObjectRow): void {
  const url = 'https://platform.internal/imds/hosts';
  if (kind === 'pods') ctx.send('platform', { method: 'DELETE', url, body: { host: id, gone: true } });
}

const exec = kubernetes({
  action: `${resource}/pods/exec/action`,
  title: 'Exec into Pod',
  method: 'POST',
  path: '/api/v1/namespaces/{namespace}/pods/{name}/exec',
  handle(ctx, { params: { cluster = '', namespace = '', name: pod = '' } }) {
    const row = findObject(ctx.view, objectId(cluster, namespace, 'pods', pod));
    if (!row) return refuse(errors.objectNotFound('pods', pod));
    return ok({ status: 200, body: {}, effects: [{ kind: 'open-session', host: row.id }] });
  },
});

const inside = { surface: 'kubernetes', plane: 'none', method: 'GET' } as const;

/** The projected token of a pod's service account, fresh each time. The content is text. */
const token = defineOperation({
  ...inside,
  action: `${resource}/pods/tokens/read`,
  title: 'Read token file in the pod',
  path: `/files${tokenFile}`,
  reads: false,
  handle(ctx, { params }) {
    const pod = findObject(ctx.view, params['pod'] ?? '');
    const url = clusters.find(ctx.view, params['cluster'] ?? '')?.properties.oidcIssuerProfile.issuerURL;
    if (!pod?.env || url === undefined) return refuse(errors.notHere());
    const serviceAccount = pod.spec?.serviceAccountName ?? '';
    const { body } = ctx.send('platform', {
      method: 'POST',
      url: 'https://platform.internal/entra/assertions',
      body: { issuer: 'kubernetes', url, namespace: pod.metadata.namespace, serviceAccount },
    });
    return ok({ status: 200, body: (body as { ref: string }).ref, headers: { 'content-type': 'text/plain' } });
  },
});

const document = (path: string, title: string, body: (issuer: string) => object): Operation =>
  defineOperation({
    ...inside,
    action: `${resource}/oidcIssuer/read`,
    title,
    path: `/issuer${path}`,
    reads: true,
    handle: (_ctx, { params: { issuer } }) =>
      issuer ? ok({ status: 200, body: body(issuer) }) : refuse(errors.notHere()),
  });

export const kubernetesOperations = [
  ...operationsOf('serviceaccounts'),
  ...operationsOf('pods'),
  exec,
  token,
  document('/.well-known/openid-configuration', 'Get OpenID configuration of the cluster', (issuer) => ({
    issuer,
    jwks_uri: `${issuer}openid/v1/jwks`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  })),
  // The edge, which holds the key, puts the public part in.
  document('/openid/v1/jwks', 'Get signing keys of the cluster', () => ({ keys: [] })),
];
