import { defineSurface, type FaultFacts, type Place, type TokenFault } from '#kernel/define.ts';
import type { Refusal } from '#kernel/result.ts';
import { usesRbac } from './access-policies.ts';
import {
  accessDenied,
  audienceWrong,
  badParameter,
  forbiddenByRbac,
  issuerWrong,
  keyUnknown,
  tokenExpired,
  tokenMissing,
  unauthorized,
} from './errors.ts';
import { vaultById, vaultByName, type VaultRow } from './models.ts';
import { networkRefusal } from './network.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };

/** Versions that real clients send: `7.4`, `7.6-preview.2`, `2025-07-01`. */
const wellFormed = /^(?:\d+\.\d+|\d{4}-\d{2}-\d{2})(?:-preview(?:\.\d+)?)?$/;

const hostOf = /^([^.]+)\.vault\.azure\.net(?::443)?$/;

function vaultOf({ place, view }: FaultFacts): VaultRow {
  const vault = vaultById(view, place.params['vaultId'] ?? '');
  if (!vault) throw new Error(`no vault at ${JSON.stringify(place.params)}`);
  return vault;
}

function said(fault: TokenFault, { place, claims }: FaultFacts): string {
  if (fault === 'signature') return keyUnknown;
  if (fault === 'expired') return tokenExpired;
  if (fault === 'audience') return audienceWrong(String(claims?.aud));
  return fault === 'issuer' ? issuerWrong(place.tenantId, String(claims?.iss)) : tokenMissing;
}

/**
 * A vault's own address. It trusts the tenant that the vault names, and nothing answers for a name without a vault:
 * Azure publishes no DNS record for it. Source: https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses
 */
export const keyVaultSurface = defineSurface({
  name: 'key-vault',
  title: 'Key Vault',
  match(url, view): Place | undefined {
    const name = hostOf.exec(url.host)?.[1];
    if (!name) return undefined;
    const vault = vaultByName(view, name);
    if (!vault) return { params: {}, tenantId: '', unreachable: `Could not resolve host: ${url.host}` };
    if (url.protocol !== 'https')
      return { params: {}, tenantId: '', unreachable: `Failed to connect to ${url.host} port 80` };
    return { params: { vaultId: vault.id }, tenantId: vault.properties.tenantId };
  },
  bearer: {
    audiences: () => ['https://vault.azure.net', 'https://vault.azure.net/', 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'],
    refuse: (fault, facts) => unauthorized(facts.place.tenantId, said(fault, facts)),
    network: (facts, origin) => networkRefusal(vaultOf(facts), facts, origin),
    forbid(lacking, facts): Refusal {
      const vault = vaultOf(facts);
      if (usesRbac(vault)) return forbiddenByRbac(lacking, facts.claims, vault);
      return accessDenied(lacking.permission.action, facts.claims, vault);
    },
  },
  apiVersion(value) {
    if (value === undefined || value === '')
      return badParameter('The api-version query parameter (?api-version=) is required for all requests.');
    return wellFormed.test(value) ? undefined : badParameter(`The specified version (${value}) is not recognized.`);
  },
  badBody: (detail) => badParameter(`The request body is not valid: ${detail}`),
  render: ({ status, code, message, innerCode }) => ({
    status,
    headers: json,
    body: JSON.stringify({ error: { code, message, ...(innerCode && { innererror: { code: innerCode } }) } }),
  }),
  headers: ({ requestId }) => ({
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    expires: '-1',
    'x-ms-request-id': requestId,
    'x-ms-keyvault-service-version': '1.9.2784.1',
    'x-content-type-options': 'nosniff',
    'strict-transport-security': 'max-age=31536000;includeSubDomains',
  }),
});
