import type { ConsideredAssignment, Decision } from '#kernel/decision.ts';
import type { IssuedToken, TokenClaims } from '#kernel/define.ts';
import type { Trace } from '#kernel/trace.ts';
import type { FlowRecord, LogItem, MachineChart } from '#lab/session-client.ts';

/** Hand-made records for the tests of this room: the visit #5 to app-web, whose program asks for a token and a secret. */
export const start = Date.UTC(2026, 10, 25, 9, 14, 0);
export const tenantId = '7d3a4f10-0000-4000-8000-00000000000a';
export const principalId = '5f1c0000-0000-4000-8000-00000000000b';
export const vaultId =
  '/subscriptions/0a1b2c3d-0000-4000-8000-000000000001/resourceGroups/rg-shop/providers/Microsoft.KeyVault/vaults/kv-shop';
export const getSecret = 'Microsoft.KeyVault/vaults/secrets/getSecret/action';
const groupScope = vaultId.slice(0, vaultId.indexOf('/providers'));
const rootScopes = ['/', groupScope.slice(0, groupScope.indexOf('/resourceGroups')), groupScope];

const part = (value: unknown): string =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

export const claimsFor = (aud: string, more: Partial<TokenClaims> = {}): TokenClaims => ({
  aud,
  iss: `https://sts.windows.net/${tenantId}/`,
  iat: start / 1000 - 300,
  nbf: start / 1000 - 300,
  exp: start / 1000 + 86_400,
  appid: 'c11e0000-0000-4000-8000-00000000000c',
  oid: principalId,
  sub: principalId,
  tid: tenantId,
  xms_mirid: `${groupScope}/providers/Microsoft.Web/sites/app-web`,
  ver: '1.0',
  ...more,
});

export const issuedToken = (claims: TokenClaims): IssuedToken => ({
  ref: 'tk.6',
  claims,
  principalType: 'ServicePrincipal',
  groupIds: [],
});
export const jwtOf = (claims: TokenClaims): string =>
  [part({ typ: 'JWT', alg: 'RS256', kid: 'k1' }), part(claims), 'c2lnbmF0dXJl'].join('.');

export const itemOf = (seq: number, more: Partial<LogItem> = {}): LogItem => ({
  seq,
  kind: 'request',
  at: start + seq * 200,
  from: 'Ada',
  to: 'app-web',
  summary: 'Visit app-web',
  status: 200,
  outcome: 'ok',
  method: 'GET',
  url: 'https://app-web.azurewebsites.net/',
  inEffect: true,
  ...more,
});

export const traceOf = (more: Partial<Trace> = {}): Trace => ({ runs: [], status: 200, inside: [], ...more });

export const recordOf = (item: LogItem, more: Partial<FlowRecord> = {}): FlowRecord => ({
  item,
  request: { method: item.method ?? 'GET', url: item.url ?? '', headers: {} },
  response: { status: item.status ?? 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{}' },
  trace: traceOf({ status: item.status ?? 200 }),
  ...more,
});

const checks = ['received', 'signature', 'issuer', 'audience', 'lifetime', 'network', 'permission'];
export const useRun = (...end: string[]) => ({ machine: 'token-use', path: [...checks, ...end] });
export const servedAnonymously = { machine: 'token-use', path: ['received', 'object', 'answered'] };

/** A role that manages the vault and reads no data in it. */
export const contributor: ConsideredAssignment = {
  id: 'ra1',
  roleDefinitionId: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  roleName: 'Contributor',
  scope: groupScope,
  principalId,
  principalType: 'ServicePrincipal',
  through: [],
  effectiveAt: start - 600_000,
  outcome: 'no-matching-action',
};

export const decisionOf = (more: Partial<Decision> = {}): Decision => ({
  allowed: false,
  permission: { action: getSecret, scope: `${vaultId}/secrets/db-password`, plane: 'data' },
  verdict: 'no-role',
  principalId,
  groups: [{ id: 'g1', displayName: 'shop-apps', through: [] }],
  scopesWalked: [...rootScopes, vaultId, `${vaultId}/secrets/db-password`],
  assignments: [contributor],
  denies: [],
  missing: { kind: 'wrong-plane' },
  ...more,
});

export const visit = recordOf(itemOf(5), { trace: traceOf({ surface: 'site', runs: [servedAnonymously] }) });

const forVault = claimsFor('https://vault.azure.net');
const tokenUrl = 'http://169.254.130.2:8081/msi/token?resource=https%3A%2F%2Fvault.azure.net&api-version=2019-08-01';
/** The way through the chart of the identity endpoint to a new token of the system-assigned identity. */
const acquired = {
  machine: 'app-service-token-acquisition',
  path: [
    'asked',
    'header',
    'version',
    'resource',
    'selector',
    'systemAssigned',
    'principal',
    'enabled',
    'audience',
    'kept',
    'issued',
  ],
  facts: { identity: { kind: 'system', id: `${groupScope}/providers/Microsoft.Web/sites/app-web` }, selector: {} },
};
export const tokenRequest = recordOf(
  itemOf(6, {
    from: 'app-web',
    to: 'identity endpoint',
    summary: 'Get a token for Key Vault',
    url: tokenUrl,
    cause: 5,
  }),
  {
    request: { method: 'GET', url: tokenUrl, headers: { 'x-identity-header': 'b7c5f1' } },
    response: {
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ access_token: jwtOf(forVault), expires_on: '1795684440', token_type: 'Bearer' }),
    },
    trace: traceOf({
      surface: 'app-service-identity',
      title: 'Get a token',
      runs: [servedAnonymously, acquired],
      inside: [
        {
          as: 'platform',
          method: 'POST',
          url: 'https://platform.internal/entra/tokens',
          trace: traceOf({ surface: 'platform', title: 'Issue a token', status: 200 }),
        },
      ],
    }),
    issued: { jwt: jwtOf(forVault), token: issuedToken(forVault) },
  },
);

const secretUrl = 'https://kv-shop.vault.azure.net/secrets/db-password?api-version=7.4';
/** The use of a token at the vault; `end` is how the token-use chart ended after `permission`. */
export const secretRequest = (
  seq: number,
  run: { machine: string; path: string[] },
  more: Partial<LogItem> & { decision?: Decision; claims?: TokenClaims } = {},
): FlowRecord => {
  const { decision, claims = forVault, ...of } = more;
  const refused = run.path.at(-1) !== 'answered';
  const item = itemOf(seq, {
    from: 'app-web',
    to: 'kv-shop',
    summary: 'Get secret db-password',
    url: secretUrl,
    cause: 5,
    ...(refused && { status: 403, outcome: 'refused' as const, code: 'ForbiddenByRbac' }),
    ...of,
  });
  const message = 'Caller is not authorized to perform action on resource.';
  return recordOf(item, {
    request: { method: 'GET', url: secretUrl, headers: { authorization: `Bearer ${jwtOf(claims)}` } },
    response: {
      status: item.status ?? 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: refused
        ? JSON.stringify({ error: { code: 'Forbidden', message, innererror: { code: item.code } } })
        : JSON.stringify({ value: 'S3cret!', id: 'https://kv-shop.vault.azure.net/secrets/db-password/0f' }),
    },
    trace: traceOf({
      surface: 'key-vault',
      operation: getSecret,
      title: 'Get secret',
      status: item.status ?? 200,
      audiences: ['https://vault.azure.net', 'https://vault.azure.net/'],
      runs: [run],
      caller: { kind: 'token', principalId, principalType: 'ServicePrincipal', name: principalId, groupIds: [] },
      ...(decision && {
        authorization: {
          allowed: decision.allowed,
          decisions: [decision],
          ...(!decision.allowed && { lacking: decision }),
        },
      }),
      ...(refused && { refusal: { status: item.status ?? 403, code: item.code ?? 'Forbidden', message } }),
    }),
    token: { jwt: jwtOf(claims), issued: issuedToken(claims), issuedBy: 6 },
  });
};

export const forbidden = secretRequest(7, useRun('forbidden'), { decision: decisionOf() });
export const granted = secretRequest(12, useRun('restrictions', 'object', 'answered'), {
  cause: 10,
  decision: decisionOf({
    allowed: true,
    verdict: 'allowed',
    missing: undefined,
    assignments: [
      {
        ...contributor,
        id: 'ra2',
        roleName: 'Key Vault Secrets User',
        scope: vaultId,
        outcome: 'grants',
        matched: getSecret,
      },
    ],
  }),
});

export const sampleChart: MachineChart = {
  id: 'sample-acquisition',
  initial: 'asked',
  states: [
    { name: 'asked', final: false, next: [{ guard: 'headerRight', target: 'selector' }, { target: 'unauthorized' }] },
    { name: 'selector', final: false, next: [{ guard: 'hasIdentity', target: 'issued' }, { target: 'notFound' }] },
    { name: 'unauthorized', final: true, next: [] },
    { name: 'notFound', final: true, next: [] },
    { name: 'issued', final: true, next: [] },
  ],
};
