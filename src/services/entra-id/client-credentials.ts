import { epochSeconds } from '#kernel/clock.ts';
import type { Ctx } from '#kernel/define.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, refuse, type Outcome, type Refusal } from '#kernel/result.ts';
import type { ServicePrincipalRow } from '#kernel/rows.ts';
import { needsAssignment } from './app-roles.ts';
import { judgeCertificate } from './client-certificate.ts';
import { credentialState } from './credential-life.machine.ts';
import { judgeAssertion, readAssertion } from './federation.ts';
import { issueForClient } from './issue.ts';
import * as errors from './login-errors.ts';
import type { ApplicationRow } from './models.ts';
import { secretHash } from './secret.ts';
import { asked, targetOf, tenantName, type Form } from './token-request.ts';

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Whether the secret is one of the application's and in its time. */
function judgeSecret(ctx: Ctx, appId: string, application: ApplicationRow | undefined, secret: string) {
  const found = application?.passwords.find(({ hash }) => hash === secretHash(secret));
  const state = found && credentialState(found, ctx.now);
  if (!state || state === 'early') return errors.wrongSecret(appId);
  return state === 'expired' ? errors.secretExpired(appId) : undefined;
}

/** A managed identity may stand as the credential of an application; nothing here plays that part. */
const identityAsCredential = (): Refusal => {
  const { message, ...rest } = notSimulated({
    method: 'POST',
    url: 'https://login.microsoftonline.com/oauth2/v2.0/token',
  });
  return { ...rest, message: message.replace(' is not', ' with a token of Entra ID as assertion is not') };
};

interface Client {
  appId: string;
  application: ApplicationRow | undefined;
  principal: ServicePrincipalRow | undefined;
}

/** Why the client has not proved who it is; undefined when it has. */
function judge(ctx: Ctx, form: Form, client: Client): Refusal | undefined {
  const { appId, application, principal } = client;
  const { client_secret: secret, client_assertion: text, client_assertion_type: type } = form;
  if (text === undefined) {
    if (!secret) return errors.credentialMissing();
    return judgeSecret(ctx, appId, application, secret);
  }
  if (type !== jwtBearer)
    return type ? errors.assertionTypeUnsupported() : errors.parameterMissing('client_assertion_type');
  const read = readAssertion(ctx.view, text, appId);
  if (read === 'entra') return identityAsCredential();
  if (read === 'elsewhere') return judgeCertificate(ctx.view, ctx.now, appId, application, text);
  if (read === 'unreadable') return errors.assertionUnreadable();
  const owner = application ?? principal;
  return judgeAssertion(ctx.view, ctx.now, { appId, id: owner?.id ?? '', name: owner?.displayName ?? '' }, read.claims);
}

/**
 * The grant by which an application, or a user-assigned identity outside Azure, gets a token for itself.
 * Source: "Microsoft identity platform and the OAuth 2.0 client credentials flow".
 */
export function clientCredentials(ctx: Ctx, form: Form, version: 1 | 2): Outcome {
  if (!form['client_id']) return refuse(errors.parameterMissing('client_id'));
  const appId = form['client_id'].toLowerCase();
  const [application] = ctx.view.by<ApplicationRow>('applications', 'appId', appId);
  const [principal] = ctx.view.by<ServicePrincipalRow>('servicePrincipals', 'appId', appId);
  if (!application && !principal) return refuse(errors.applicationNotFound(form['client_id'], tenantName(ctx.view)));
  const wrong = judge(ctx, form, { appId, application, principal });
  if (wrong) return refuse(wrong);
  if (!principal) return refuse(errors.principalMissing(appId, tenantIdOf(ctx.view)));
  if (!principal.accountEnabled) return refuse(errors.applicationDisabled(appId, principal.displayName));
  const target = asked(form, version);
  if ('refusal' in target) return refuse(target.refusal);
  const scope = form['scope'] ?? '';
  if (version === 2 && !/\/\.default$/.test(scope)) return refuse(errors.notDefaultScope(scope));
  const { resource } = target;
  const found = targetOf(ctx.view, resource);
  if ('refusal' in found) return refuse(found.refusal);
  const { known } = found;
  if (needsAssignment(ctx.view, known, principal.id)) return refuse(errors.assignmentMissing(principal, known));
  const proof = form['client_assertion'] === undefined ? 'secret' : 'assertion';
  const { token, change } = issueForClient(ctx, principal, resource, known, proof);
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
