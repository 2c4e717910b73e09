import { epochSeconds } from '#kernel/clock.ts';
import { defineOperation, type IssuedToken } from '#kernel/define.ts';
import { walk } from '#kernel/machine.ts';
import { ok, put, refuse, type Refusal } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { ImdsAcquisition } from '../acquisition.ts';
import * as errors from '../errors.ts';
import { imdsAcquisitionMachine } from '../imds-acquisition.machine.ts';

/** What each ending of the chart that is no token says. */
const refusals: Record<string, (fault: { code: string; message: string }) => Refusal> = {
  endpointMissing: errors.endpointMissing,
  serviceUpdating: errors.serviceUpdating,
  throttled: errors.throttled,
  headerMissing: errors.headerMissing,
  forwarded: errors.forwarded,
  versionUnknown: errors.versionUnknown,
  resourceMissing: errors.resourceMissing,
  selectorAmbiguous: errors.severalSelectors,
  identityNotAttached: errors.identityNotFound,
  severalIdentities: errors.severalIdentities,
  noIdentity: errors.identityNotFound,
  entraFailed: errors.entraFailed,
  principalGone: errors.fromEntra,
  principalDisabled: errors.fromEntra,
  resourceUnknown: errors.fromEntra,
};

/**
 * The token endpoint of a machine. Every number of its answer is a text.
 * Source: "How to use managed identities on an Azure VM to acquire an access token".
 */
export const getToken = defineOperation({
  action: 'Microsoft.Compute/virtualMachines/metadata/identity/token',
  title: 'Get token at the metadata service',
  surface: 'imds',
  plane: 'none',
  method: 'GET',
  path: '/metadata/identity/oauth2/token',
  reads: false,
  handle(ctx, input) {
    const asked = new ImdsAcquisition(ctx, input);
    const run = walk(imdsAcquisitionMachine, asked);
    ctx.keep(run, asked.facts());
    const { given, resource, host, rate } = asked;
    if (!given) {
      const word = refusals[run.path.at(-1) ?? ''];
      if (!word) throw new Error(`no words for ${run.path.join(' > ')}`);
      return refuse(word(asked.fault ?? { code: '', message: '' }));
    }
    const left = String(given.expiresOn - epochSeconds(ctx.now));
    const notBefore = ctx.view.get<IssuedToken>('tokens', given.ref)?.claims.nbf ?? 0;
    return ok({
      status: 200,
      body: {
        access_token: given.ref,
        client_id: given.clientId,
        refresh_token: '',
        expires_in: left,
        expires_on: String(given.expiresOn),
        ext_expires_in: left,
        not_before: String(notBefore),
        resource,
        token_type: 'Bearer',
      },
      changes: [put('imdsRates', idKey(host.host), { ...rate, count: rate.count + 1 })],
    });
  },
});
