import { defineOperation } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, refuse } from '#kernel/result.ts';
import * as errors from '../errors.ts';
import { lifeOf } from '../models.ts';

const type = 'Microsoft.ManagedIdentity/identities';

/**
 * A system-assigned identity as a resource beside its host: the only way in ARM to read its client id.
 * Source: REST API "System Assigned Identities - Get By Scope".
 */
export const systemIdentity = defineOperation({
  action: `${type}/read`,
  title: 'Get system assigned identity',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: `{scope}/providers/${type}/default`,
  requires: ({ params }) => ({ action: `${type}/read`, scope: params['scope'] ?? '/', plane: 'control' }),
  handle(ctx, { params }) {
    const scope = params['scope'] ?? '';
    const life = lifeOf(ctx.view, scope);
    if (life?.state !== 'active' || life.kind !== 'system') return refuse(errors.noSystemIdentity(scope));
    const { principalId, clientId, location } = life;
    const tenantId = tenantIdOf(ctx.view);
    const query = `tid=${tenantId}&oid=${principalId ?? ''}&aid=${clientId ?? ''}`;
    return ok({
      status: 200,
      body: {
        id: `${life.id}/providers/${type}/default`,
        name: 'default',
        type,
        location,
        properties: {
          tenantId,
          principalId,
          clientId,
          clientSecretUrl: `https://control-${location}.identity.azure.net${life.id}/credentials/v2/systemassigned?${query}`,
        },
      },
    });
  },
});
