import { defineSurface, type Caller, type Place, type ProofFacts } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { Refusal } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as say from './errors.ts';
import { clusterWhere, findObject, type CredentialRow } from './models.ts';

const issuers = /\.oic\.prod-aks\.azure\.com$/;
const files = 'files.localhost';

/** Whoever holds the kubeconfig may do everything. */
function holder({ headers, place, view }: ProofFacts): Caller | Refusal | undefined {
  const authorization = headers['authorization'];
  if (authorization === undefined) return undefined;
  const held = view.get<CredentialRow>('kubernetesCredentials', idKey(place.params['cluster'] ?? ''));
  if (!held || authorization !== `Bearer ${held.token}`) return say.unauthorized();
  const nobody = { principalId: '', principalType: 'Anonymous' as const, groupIds: [] };
  return { kind: 'credential', name: 'clusterUser', ...nobody, credential: { kind: 'kubeconfig' } };
}

/** The API of a cluster, the documents of its issuer, and the token that is laid into its pods. */
export const kubernetesSurface = defineSurface({
  name: 'kubernetes',
  title: 'Kubernetes',
  match({ host, path, protocol }, view, origin): Place | undefined {
    const tenantId = tenantIdOf(view);
    if (host === files) {
      const pod = origin.type === 'run' ? findObject(view, origin.host) : undefined;
      return pod && { params: { pod: pod.id, cluster: pod.cluster }, tenantId };
    }
    if (protocol !== 'https') return undefined;
    const issuer = issuers.test(host) ? `https://${host}/${path.split('/').slice(1, 3).join('/')}/` : '';
    if (!issuer && !host.endsWith('.azmk8s.io')) return undefined;
    const cluster = clusterWhere(view, ({ properties: { fqdn, oidcIssuerProfile } }) =>
      issuer ? oidcIssuerProfile.issuerURL === issuer : fqdn === host,
    );
    return cluster && { params: { cluster: cluster.id, issuer }, tenantId };
  },
  /** Three hosts with three sets of addresses. */
  operationPath: ({ host, path }) =>
    host === files ? `/files${path}` : issuers.test(host) ? path.replace(/^\/[^/]+\/[^/]+/, '/issuer') : path,
  bearer: { audiences: () => [], refuse: say.unauthorized, forbid: say.unauthorized },
  otherProof: { caller: holder },
  badBody: (message) => ({ status: 400, code: 'BadRequest', message }),
  render: ({ status, code, message }) => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason: code,
      code: status,
    }),
  }),
});
