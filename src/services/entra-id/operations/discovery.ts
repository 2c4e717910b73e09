import { defineOperation } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, refuse } from '#kernel/result.ts';
import { tenantNotFound } from '../login-errors.ts';
import { meansTenant } from './token-endpoint.ts';

const host = 'https://login.microsoftonline.com';

/** `common` and `organizations` promise no issuer of their own: the placeholder stands for whoever signs in. */
const placeholder = '{tenantid}';

function metadata(tenantId: string, said: string, version: 1 | 2): Record<string, unknown> {
  const open = ['common', 'organizations'].includes(said.toLowerCase());
  const [tenant, issuer] = open ? [said.toLowerCase(), placeholder] : [tenantId, tenantId];
  const at = version === 2 ? `${host}/${tenant}/oauth2/v2.0` : `${host}/${tenant}/oauth2`;
  return {
    token_endpoint: `${at}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: version === 2 ? `${host}/${tenant}/discovery/v2.0/keys` : `${host}/${tenant}/discovery/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: version === 2 ? `${host}/${issuer}/v2.0` : `https://sts.windows.net/${issuer}/`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
    authorization_endpoint: `${at}/authorize`,
    device_authorization_endpoint: `${at}/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${at}/logout`,
    tenant_region_scope: open ? null : 'EU',
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
  };
}

const read = { surface: 'login', plane: 'none', method: 'GET', reads: true } as const;

const openidConfiguration = (path: string, version: 1 | 2) =>
  defineOperation({
    ...read,
    action: 'microsoft.directory/openIdConfiguration/read',
    title: 'Get OpenID configuration',
    path,
    handle(ctx, { params }) {
      const said = params['tenant'] ?? '';
      if (!meansTenant(ctx.view, said)) return refuse(tenantNotFound(said, 'invalid_tenant'));
      return ok({ status: 200, body: metadata(tenantIdOf(ctx.view), said, version) });
    },
  });

/** Placeholder: the edge, which holds the key, puts the public part in. */
const keys = (path: string) =>
  defineOperation({
    ...read,
    action: 'microsoft.directory/signingKeys/read',
    title: 'Get signing keys',
    path,
    handle: () => ok({ status: 200, body: { keys: [] } }),
  });

const cloud = (preferred_network: string, preferred_cache: string, aliases: string[]) => ({
  preferred_network,
  preferred_cache,
  aliases,
});

/** Which host names mean the same cloud; clients ask it before they trust an authority. */
const instance = defineOperation({
  ...read,
  action: 'microsoft.directory/instances/read',
  title: 'Discover instance',
  path: '/{tenant}/discovery/instance',
  handle: (_ctx, { params }) =>
    ok({
      status: 200,
      body: {
        tenant_discovery_endpoint: `${host}/${params['tenant'] ?? 'common'}/v2.0/.well-known/openid-configuration`,
        'api-version': '1.1',
        metadata: [
          cloud('login.microsoftonline.com', 'login.windows.net', [
            'login.microsoftonline.com',
            'login.windows.net',
            'login.microsoft.com',
            'sts.windows.net',
          ]),
          cloud('login.partner.microsoftonline.cn', 'login.partner.microsoftonline.cn', [
            'login.partner.microsoftonline.cn',
            'login.chinacloudapi.cn',
          ]),
          cloud('login.microsoftonline.us', 'login.microsoftonline.us', [
            'login.microsoftonline.us',
            'login.usgovcloudapi.net',
          ]),
          cloud('login-us.microsoftonline.com', 'login-us.microsoftonline.com', ['login-us.microsoftonline.com']),
        ],
      },
    }),
});

export const discoveryOperations = [
  openidConfiguration('/{tenant}/v2.0/.well-known/openid-configuration', 2),
  openidConfiguration('/{tenant}/.well-known/openid-configuration', 1),
  keys('/{tenant}/discovery/v2.0/keys'),
  keys('/{tenant}/discovery/keys'),
  instance,
];
