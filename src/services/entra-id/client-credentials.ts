import { epochSeconds } from '#kernel/clock.ts';
import type { Ctx } from '#kernel/define.ts';
import { walk } from '#kernel/machine.ts';
import { ok, refuse, type Outcome } from '#kernel/result.ts';
import { ClientRequest } from './client-acquisition.ts';
import {
  clientCertificateMachine,
  clientFederationMachine,
  clientSecretMachine,
} from './client-acquisition.machine.ts';
import { issueForClient } from './issue.ts';
import type { Form } from './token-request.ts';

const charts = {
  secret: clientSecretMachine,
  certificate: clientCertificateMachine,
  federation: clientFederationMachine,
};

/**
 * The grant by which an application, or a user-assigned identity outside Azure, gets a token for itself.
 * Source: "Microsoft identity platform and the OAuth 2.0 client credentials flow".
 */
export function clientCredentials(ctx: Ctx, form: Form, version: 1 | 2): Outcome {
  const asked = new ClientRequest(ctx, form, version);
  const run = walk(charts[asked.proof], asked);
  ctx.keep(run, asked.facts());
  if (asked.refusal) return refuse(asked.refusal);
  const { known, resource } = asked;
  if (!known) throw new Error(`no words for ${run.path.join(' > ')}`);
  const { token, change } = issueForClient(
    ctx,
    asked.principal,
    resource,
    known,
    asked.proof === 'secret' ? 'secret' : 'assertion',
  );
  const { exp, nbf } = token.claims;
  const left = exp - epochSeconds(ctx.now);
  const body =
    version === 2
      ? { token_type: 'Bearer', expires_in: left, ext_expires_in: left, access_token: token.ref }
      : {
          token_type: 'Bearer',
          expires_in: String(left),
          ext_expires_in: String(left),
          expires_on: String(exp),
          not_before: String(nbf),
          resource,
          access_token: token.ref,
        };
  return ok({ status: 200, body, changes: [change] });
}
