import { defineCommand } from '../define.ts';
import { subscriptionName } from '../parameters.ts';
import { CliError } from '../errors.ts';
import { compact } from '../json.ts';
import { ARM_RESOURCE } from '../session.ts';
import { scopeOf } from '../token-cache.ts';

/** The resources behind the words of `--resource-type`. */
const RESOURCES: Record<string, string> = {
  arm: ARM_RESOURCE,
  'aad-graph': 'https://graph.windows.net/',
  'ms-graph': 'https://graph.microsoft.com/',
  batch: 'https://batch.core.windows.net/',
  media: 'https://rest.media.azure.net',
  'data-lake': 'https://datalake.azure.net/',
  'oss-rdbms': 'https://ossrdbms-aad.database.windows.net',
};

export const accountGetAccessToken = defineCommand({
  words: 'account get-access-token',
  summary: 'Get a token for utilities to access Azure.',
  detail:
    "The token will be valid for at least 5 minutes with the maximum at 60 minutes. If the subscription argument isn't specified, the current account is used.\n\nIn the output, `expires_on` represents a POSIX timestamp and `expiresOn` represents a local datetime. It is recommended for downstream applications to use `expires_on` because it is in UTC.",
  tenantLevel: true,
  parameters: {
    subscription: subscriptionName,
    resource: { help: 'Azure resource endpoints in Microsoft Entra v1.0.' },
    scope: { takes: 'any', help: 'Space-separated scopes in Microsoft Entra v2.0. Default to Azure Resource Manager.' },
    resourceType: {
      choices: ['oss-rdbms', 'arm', 'aad-graph', 'ms-graph', 'batch', 'media', 'data-lake'],
      help: 'Type of well-known resource.',
    },
    tenant: {
      short: 't',
      help: 'Tenant ID for which the token is acquired. Only available for user and service principal account, not for managed identity or Cloud Shell account.',
    },
  },
  examples: [
    { says: 'Get an access token for the current account', line: 'az account get-access-token\n' },
    {
      says: 'Get an access token for a specific subscription',
      line: 'az account get-access-token --subscription 00000000-0000-0000-0000-000000000000\n',
    },
    {
      says: 'Get an access token for a specific tenant',
      line: 'az account get-access-token --tenant 00000000-0000-0000-0000-000000000000\n',
    },
    {
      says: 'Get an access token to use with MS Graph API',
      line: 'az account get-access-token --resource-type ms-graph\n',
    },
  ],
  run: async ({ subscription, resource, scope, resourceType, tenant }, az) => {
    if (subscription !== undefined && tenant !== undefined)
      throw new CliError('Please specify only one of subscription and tenant, not both');
    const asked = resourceType === undefined ? resource : RESOURCES[resourceType];
    const scopes = scope?.[0] ?? scopeOf(asked ?? ARM_RESOURCE);
    const { id, tenantId } = await az.session.subscription(subscription);
    const { token, expiresOn } = await az.session.token(scopes);
    const when = new Date(expiresOn * 1000).toISOString();
    return compact({
      accessToken: token,
      expiresOn: `${when.slice(0, 10)} ${when.slice(11, 19)}.000000`,
      expires_on: expiresOn,
      subscription: tenant === undefined ? id : undefined,
      tenant: tenant ?? tenantId,
      tokenType: 'Bearer',
    });
  },
});
