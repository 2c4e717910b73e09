import { implement } from '../implement.ts';
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

export const accountGetAccessToken = implement('account get-access-token', {
  takes: { subscription: 'text?', resource: 'text?', scope: 'texts?', resourceType: 'text?', tenant: 'text?' },
  run: async ({ subscription, resource, scope, resourceType, tenant }, az) => {
    if (subscription !== undefined && tenant !== undefined)
      throw new CliError('Please specify only one of subscription and tenant, not both');
    if (tenant !== undefined && (await az.session.account()).identity)
      throw new CliError("Tenant shouldn't be specified for managed identity account");
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
