import { defineOperation } from '#kernel/define.ts';
import { endpointPath } from '#kernel/identity-endpoint.ts';
import { walk } from '#kernel/machine.ts';
import { ok, refuse, type Refusal } from '#kernel/result.ts';
import { Acquisition } from '../acquisition.ts';
import * as errors from '../errors.ts';
import { tokenAcquisitionMachine } from '../token-acquisition.machine.ts';

/** What each ending of the chart that is no token says. */
const refusals: Record<string, (fault: { message: string }) => Refusal> = {
  headerMissing: errors.headerMissing,
  headerWrong: errors.headerWrong,
  versionUnknown: errors.versionUnknown,
  resourceMissing: errors.resourceMissing,
  selectorAmbiguous: errors.severalSelectors,
  identityNotAttached: errors.identityNotFound,
  noSystemIdentity: errors.noSystemIdentity,
  principalGone: errors.fromEntra,
  principalDisabled: errors.fromEntra,
  resourceUnknown: errors.fromEntra,
};

/** `11/24/2026 09:14:00 +00:00`: how the old version writes when a token ends. */
function dateText(epoch: number): string {
  const [, year, month, day, time] =
    /^(\d+)-(\d+)-(\d+)T(\d+:\d+:\d+)/.exec(new Date(epoch * 1000).toISOString()) ?? [];
  return `${month}/${day}/${year} ${time} +00:00`;
}

const endpoint = { surface: 'app-service-identity', plane: 'none', path: endpointPath } as const;

/** The token endpoint that code finds in `IDENTITY_ENDPOINT`. */
const getToken = defineOperation({
  ...endpoint,
  action: 'Microsoft.Web/sites/identityEndpoint/token',
  title: 'Get token at the identity endpoint',
  method: 'GET',
  reads: false,
  handle(ctx, input) {
    const asked = new Acquisition(ctx, input);
    const run = walk(tokenAcquisitionMachine, asked);
    ctx.keep(run, asked.facts());
    const { given, resource, version } = asked;
    if (!given) {
      const word = refusals[run.path.at(-1) ?? ''];
      if (!word) throw new Error(`no words for ${run.path.join(' > ')}`);
      return refuse(word(asked.fault ?? { message: '' }));
    }
    const expires_on = version === '2017-09-01' ? dateText(given.expiresOn) : String(given.expiresOn);
    return ok({
      status: 200,
      body: {
        access_token: given.ref,
        expires_on,
        resource,
        token_type: 'Bearer',
        client_id: given.clientId.toUpperCase(),
      },
    });
  },
});

const postToken = defineOperation({
  ...endpoint,
  action: 'Microsoft.Web/sites/identityEndpoint/post',
  title: 'Post to the identity endpoint',
  method: 'POST',
  handle: () => refuse(errors.methodNotAllowed()),
});

export const tokenOperations = [getToken, postToken];
