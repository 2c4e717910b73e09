import { describe, expect, it } from 'vitest';
import { group, refusal, subscription, tenantId, TestTenant, type Answer } from '../test-tenant.ts';
import { containerService } from './index.ts';

const id = `${group}/providers/Microsoft.ContainerService/managedClusters/aks1`;
const identityId = (name: string): string =>
  `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
const user = (...names: string[]): object => ({
  type: 'UserAssigned',
  userAssignedIdentities: Object.fromEntries(names.map((name) => [identityId(name), {}])),
});
const system = { type: 'SystemAssigned' };
const workload = { oidcIssuerProfile: { enabled: true }, securityProfile: { workloadIdentity: { enabled: true } } };
const file = 'http://files.localhost/var/run/secrets/azure/tokens/azure-identity-token';

/** A cluster, and who holds its kubeconfig. */
class Cluster extends TestTenant {
  write(identity?: object, properties: object = workload): Answer {
    return this.arm('PUT', id, { location: 'westeurope', ...(identity && { identity }), properties });
  }

  identity(name: string): void {
    this.arm('PUT', identityId(name), { location: 'westeurope' });
  }

  get properties() {
    return this.arm('GET', id).json['properties'] as unknown as {
      fqdn: string;
      nodeResourceGroup: string;
      oidcIssuerProfile: { issuerURL: string };
      identityProfile: { kubeletidentity: { resourceId: string; clientId: string; objectId: string } };
    };
  }

  get held(): string {
    const { kubeconfigs } = this.arm('POST', `${id}/listClusterUserCredential`).json as unknown as {
      kubeconfigs: { value: string }[];
    };
    return /token: (\w+)/.exec(atob(kubeconfigs[0]?.value ?? ''))?.[1] ?? '';
  }

  api(method: string, path: string, body?: object, token: string | undefined = this.held): Answer {
    return this.send(method, `https://${this.properties.fqdn}/api/v1/namespaces/shop/${path}`, body, {
      origin: { type: 'internet' },
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
  }

  account(name: string, annotations: object = {}): Answer {
    return this.api('POST', 'serviceaccounts', { metadata: { name, annotations } });
  }

  pod(name: string, serviceAccountName?: string, use = 'true'): Answer {
    const metadata = { name, labels: { 'azure.workload.identity/use': use } };
    return this.api('POST', 'pods', {
      metadata,
      spec: { serviceAccountName, containers: [{ name: 'main', image: 'x' }] },
    });
  }

  inPod(name: string, url: string, headers: Record<string, string> = {}): Answer {
    const host = `${id}/namespaces/shop/pods/${name}`;
    return this.send('GET', url, undefined, { origin: { type: 'run', entry: 1, host }, headers });
  }
}

const status = ({ status: code, json }: Answer) => [code, json['reason'], json['message']];

describe('the identities of a cluster', () => {
  it.each<[string, object | undefined, object, number, string]>([
    ['none named', undefined, {}, 400, 'InvalidIdentityType'],
    ['None', { type: 'None' }, {}, 400, 'InvalidIdentityType'],
    ['both kinds', { ...user('id-a'), type: 'SystemAssigned, UserAssigned' }, {}, 400, 'InvalidIdentityType'],
    ['two', user('id-a', 'id-b'), {}, 400, 'InvalidUserAssignedIdentities'],
    ['workload identity alone', system, { securityProfile: workload.securityProfile }, 400, 'InvalidParameter'],
    [
      'a kubelet identity beside the system-assigned one',
      system,
      { identityProfile: { kubeletidentity: { resourceId: identityId('id-a') } } },
      400,
      'CustomKubeletIdentityOnlySupportedOnUserAssignedMSICluster',
    ],
    [
      'a kubelet identity that is not there',
      user('id-a'),
      { identityProfile: { kubeletidentity: { resourceId: identityId('none') } } },
      400,
      'InvalidParameter',
    ],
  ])('are not %s', (_, identity, properties, code, word) => {
    const t = new Cluster();
    for (const name of ['id-a', 'id-b']) t.identity(name);
    expect(refusal(t.write(identity, properties)).slice(0, 2)).toEqual([code, word]);
  });

  it('are one of its own, and one of its nodes in a group that goes with the cluster', () => {
    const t = new Cluster();
    const made = t.write(system);
    expect([made.status, made.json['identity']?.['type']]).toEqual([201, 'SystemAssigned']);
    const { nodeResourceGroup, identityProfile } = t.properties;
    expect(nodeResourceGroup).toBe('MC_rg1_aks1_westeurope');
    const { resourceId, clientId, objectId } = identityProfile.kubeletidentity;
    const known = t.arm('GET', resourceId).json['properties'];
    expect(known).toMatchObject({ clientId, principalId: objectId });
    expect(t.write(undefined, {}).status).toBe(200);
    expect(t.arm('DELETE', id).status).toBe(200);
    t.now += 86_400_000;
    expect(t.arm('GET', `${subscription}/resourceGroups/${nodeResourceGroup}`).status).toBe(404);
    expect(t.arm('DELETE', id).status).toBe(204);
  });

  it('may be user-assigned, the kubelet identity too', () => {
    const t = new Cluster();
    for (const name of ['id-a', 'id-b']) t.identity(name);
    const properties = { identityProfile: { kubeletidentity: { resourceId: identityId('id-b') } } };
    expect(t.write(user('id-a'), properties).status).toBe(201);
    expect(t.properties.identityProfile.kubeletidentity.resourceId).toBe(identityId('id-b'));
  });

  it('keep the issuer once it is on', () => {
    const t = new Cluster();
    t.write(system);
    const refused = t.write(undefined, { oidcIssuerProfile: { enabled: false } });
    expect(refusal(refused).slice(0, 2)).toEqual([400, 'OIDCIssuerFeatureCannotBeDisabled']);
    expect(t.arm('PATCH', id, { tags: { a: 'b' } }).json['tags']).toEqual({ a: 'b' });
  });
});

describe('a pod', () => {
  const made = (annotations: object = { 'azure.workload.identity/client-id': 'c1' }): Cluster => {
    const t = new Cluster();
    t.write(system);
    t.account('web', annotations);
    return t;
  };
  const env = (t: Cluster, name: string) =>
    containerService.environment?.(t.tables, `${id}/namespaces/shop/pods/${name}`);

  it('that asks for it finds the variables and a fresh token of its service account', () => {
    const t = made();
    expect(t.pod('p', 'web').status).toBe(201);
    expect(env(t, 'p')).toEqual({
      AZURE_CLIENT_ID: 'c1',
      AZURE_TENANT_ID: tenantId,
      AZURE_FEDERATED_TOKEN_FILE: '/var/run/secrets/azure/tokens/azure-identity-token',
      AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com/',
    });
    const read = t.inPod('p', file);
    expect(t.tables.get<{ claims: object }>('assertions', read.text)?.claims).toMatchObject({
      iss: t.properties.oidcIssuerProfile.issuerURL,
      sub: 'system:serviceaccount:shop:web',
      aud: 'api://AzureADTokenExchange',
    });
    expect(t.inPod('p', file).text).not.toBe(read.text);
    expect(t.api('POST', 'pods/p/exec').effects).toEqual([
      { kind: 'open-session', host: `${id}/namespaces/shop/pods/p` },
    ]);
  });

  it.each([
    ['without the label', 'web', 'no', undefined],
    ['of an account without annotations', undefined, 'true', ''],
  ])('%s finds as much', (_, account, use, clientId) => {
    const t = made();
    t.pod('p', account, use);
    expect(env(t, 'p')?.['AZURE_CLIENT_ID']).toBe(clientId);
    expect(t.inPod('p', file).status).toBe(clientId === undefined ? 404 : 200);
  });

  it('is left alone where workload identity is not enabled', () => {
    const t = new Cluster();
    t.write(system, { oidcIssuerProfile: { enabled: true } });
    t.account('web');
    t.pod('p', 'web');
    expect(env(t, 'p')).toBeUndefined();
  });

  it('gets a token of the kubelet identity at the metadata service', () => {
    const t = made();
    t.pod('p', 'web', 'no');
    const url =
      'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net';
    const { objectId, clientId } = t.properties.identityProfile.kubeletidentity;
    const given = t.inPod('p', url, { metadata: 'true' });
    expect(given.json).toMatchObject({ client_id: clientId });
    const row = t.tables.get<{ claims: object }>('tokens', String(given.json['access_token']));
    expect(row?.claims).toMatchObject({ oid: objectId });
    expect(t.api('DELETE', 'pods/p').status).toBe(200);
    expect(t.inPod('p', url, { metadata: 'true' }).status).toBe(0);
  });

  it('and its account are refused in the words of Kubernetes', () => {
    const t = made();
    t.pod('p', 'web');
    expect(status(t.pod('p', 'web'))).toEqual([409, 'AlreadyExists', 'pods "p" already exists']);
    expect(status(t.pod('q', 'none'))[2]).toBe(
      'pods "q" is forbidden: error looking up service account shop/none: serviceaccount "none" not found',
    );
    for (const [method, path] of [
      ['GET', 'pods/none'],
      ['DELETE', 'serviceaccounts/none'],
      ['POST', 'pods/none/exec'],
    ] as const)
      expect(status(t.api(method, path)).slice(0, 2)).toEqual([404, 'NotFound']);
    for (const token of ['', 'x'])
      expect(status(t.api('GET', 'pods', undefined, token)).slice(0, 2)).toEqual([401, 'Unauthorized']);
    expect(t.api('GET', 'pods').json).toMatchObject({ items: [{ metadata: { name: 'p' } }] });
    expect(t.api('GET', 'pods/p').json).toMatchObject({
      spec: { containers: [{ env: [{ name: 'AZURE_CLIENT_ID' }, {}, {}, {}] }] },
    });
  });

  it('goes with its cluster, and nobody else reads its token', () => {
    const t = made();
    t.pod('p', 'web');
    expect(t.send('GET', file, undefined, { origin: { type: 'internet' } }).status).toBe(0);
    t.arm('DELETE', id);
    expect(t.tables.all('kubernetesObjects')).toEqual([]);
    expect(t.inPod('p', file).status).toBe(0);
  });
});

it('publishes the documents of its issuer', () => {
  const t = new Cluster();
  t.write(system);
  const issuer = t.properties.oidcIssuerProfile.issuerURL;
  const get = (url: string) => t.send('GET', url, undefined, { origin: { type: 'internet' } });
  const found = get(`${issuer}.well-known/openid-configuration`);
  expect(found.json).toMatchObject({ issuer, jwks_uri: `${issuer}openid/v1/jwks` });
  expect(get(`${issuer}openid/v1/jwks`).json).toEqual({ keys: [] });
  expect(get('https://westeurope.oic.prod-aks.azure.com/a/b/openid/v1/jwks').status).toBe(0);
});
