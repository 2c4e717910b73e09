import { defineSurface, type Place } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import * as say from './errors.ts';
import { loginServerOf, registryAt, registryByName } from './models.ts';
import { networkRefusal, proofLacks, proofOf } from './tokens.ts';

/**
 * A registry's login server. It takes tokens of its own, which it gives for a token of Entra ID, and the admin user's
 * password. Sources: "AAD Integration" in Azure/acr, "OCI Distribution Specification".
 */
export const containerRegistrySurface = defineSurface({
  name: 'container-registry',
  title: 'Container Registry',
  match(url, view): Place | undefined {
    const name = /^([^.]+)\.azurecr\.io$/.exec(url.host)?.[1];
    if (!name) return undefined;
    const registry = registryByName(view, name);
    if (!registry) return { params: {}, tenantId: '', unreachable: `Could not resolve host: ${url.host}` };
    if (url.protocol !== 'https')
      return { params: {}, tenantId: '', unreachable: `Failed to connect to ${url.host} port 80` };
    return { params: { registryId: registry.id }, tenantId: tenantIdOf(view) };
  },
  bearer: {
    audiences: ({ params }) => [loginServerOf({ name: (params['registryId'] ?? '').split('/').at(-1) ?? '' })],
    refuse: (_fault, { view, place }) => say.unauthorized(loginServerOf(registryAt(view, place.params))),
    network: networkRefusal,
    forbid: (_lacking, { view, place }) => say.unauthorized(loginServerOf(registryAt(view, place.params))),
  },
  otherProof: {
    caller: proofOf,
    permits(facts) {
      const lacking = proofLacks(facts);
      return lacking && say.denied(loginServerOf(registryAt(facts.view, facts.place.params)), lacking);
    },
  },
  /** A repository's name may hold slashes. */
  operationPath({ path }) {
    const [, repository = '', rest = ''] = /^\/v2\/(.+?)(\/(?:manifests|blobs|tags)\/[^/]+)$/.exec(path) ?? [];
    return repository ? `/v2/${repository.replaceAll('/', '%2F')}${rest}` : path;
  },
  badBody: (detail) => say.unsupported(detail),
  render: ({ status, code, message, extra }) => ({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(extra ?? { errors: [{ code, message }] }),
  }),
  headers: ({ correlationId, now }) => ({
    server: 'AzureContainerRegistry',
    date: new Date(now).toUTCString(),
    'docker-distribution-api-version': 'registry/2.0',
    'x-ms-correlation-request-id': correlationId,
    'x-content-type-options': 'nosniff',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
  }),
});
