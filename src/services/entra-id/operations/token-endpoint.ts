import { epochSeconds } from '#kernel/clock.ts';
import { defineOperation, type Ctx, type Input } from '#kernel/define.ts';
import { parseForm } from '#kernel/http.ts';
import { walk } from '#kernel/machine.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import type { TenantRow } from '#kernel/rows.ts';
import type { Change, View } from '#kernel/tables.ts';
import { idTokenFor, issueForUser } from '../issue.ts';
import * as errors from '../login-errors.ts';
import type { SessionRow } from '../models.ts';
import type { Form } from '../token-request.ts';
import { UserRequest } from '../user-acquisition.ts';
import { userAcquisitionMachine } from '../user-acquisition.machine.ts';
import { clientCredentials } from '../client-credentials.ts';

/** Whether this segment of a login address means the tenant: its id, its domain, or "whoever signs in". */
export function meansTenant(view: View, segment: string): boolean {
  const name = segment.toLowerCase();
  const tenant = view.get<TenantRow>('tenants', tenantIdOf(view));
  return (
    name === 'common' || name === 'organizations' || name === tenant?.tenantId || name === tenant?.domain.toLowerCase()
  );
}

/** Grants of real clients that nothing here issues for yet; any other text is no grant at all. */
const notYet = [
  'authorization_code',
  'password',
  'device_code',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
];

/** Notes when a session got its first token: that one belongs to the sign-in. */
function firstToken(ctx: Ctx, ref: string): Change[] {
  const session = ctx.view.get<SessionRow>('sessions', ref);
  return session && session.firstTokenAt === undefined
    ? [put('sessions', ref, { ...session, firstTokenAt: ctx.now })]
    : [];
}

const base64url = (text: string): string => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

function answer(ctx: Ctx, form: Form, version: 1 | 2): Outcome {
  const request = new UserRequest(ctx, form, version);
  const run = walk(userAcquisitionMachine, request);
  ctx.keep(run, request.facts());
  if (request.refusal) return refuse(request.refusal);
  const { client, user, resource, known } = request;
  if (!client || !user || !known) throw new Error(`no words for ${run.path.join(' > ')}`);
  const begun = firstToken(ctx, form['refresh_token'] ?? '');
  const { token, change } = issueForUser(ctx, user, resource, known, client.appId);
  const left = token.claims.exp - epochSeconds(ctx.now);
  const refresh = form['refresh_token'];
  if (version === 1) {
    const { exp, nbf } = token.claims;
    const numbers = {
      expires_in: String(left),
      ext_expires_in: String(left),
      expires_on: String(exp),
      not_before: String(nbf),
    };
    const body = {
      token_type: 'Bearer',
      scope: known.scope,
      ...numbers,
      resource,
      access_token: token.ref,
      refresh_token: refresh,
    };
    return ok({ status: 200, body, changes: [change, ...begun] });
  }
  const openid = /\bopenid\b/.test(form['scope'] ?? '');
  const id = openid ? idTokenFor(ctx, user, client.appId, token.claims.exp * 1000) : undefined;
  const permissions = known.scope.split(' ').map((name) => `${resource}/${name}`);
  const body = {
    token_type: 'Bearer',
    scope: [...permissions, `${resource}/.default`].join(' '),
    expires_in: left,
    ext_expires_in: left,
    access_token: token.ref,
    refresh_token: refresh,
    ...(id && { id_token: id.token.ref }),
    ...(form['client_info'] === '1' && {
      client_info: base64url(JSON.stringify({ uid: user.id, utid: tenantIdOf(ctx.view) })),
    }),
  };
  return ok({ status: 200, body, changes: [change, ...begun, ...(id ? [id.change] : [])] });
}

const tokenOperation = (path: string, version: 1 | 2) =>
  defineOperation({
    action: 'microsoft.directory/tokens/issue',
    title: 'Get token',
    surface: 'login',
    plane: 'none',
    method: 'POST',
    path,
    handle(ctx, input: Input) {
      const tenant = input.params['tenant'] ?? '';
      if (!meansTenant(ctx.view, tenant)) return refuse(errors.tenantNotFound(tenant));
      const form = parseForm(input.text);
      const grant = form['grant_type'];
      if (!grant) return refuse(errors.parameterMissing('grant_type'));
      if (grant === 'refresh_token') return answer(ctx, form, version);
      if (grant === 'client_credentials') return clientCredentials(ctx, form, version);
      if (!notYet.includes(grant)) return refuse(errors.grantUnsupported(grant));
      const { message, ...rest } = notSimulated({
        method: 'POST',
        url: `https://login.microsoftonline.com${input.url.path}`,
      });
      return refuse({ ...rest, message: message.replace(' is not', ` with grant_type ${grant} is not`) });
    },
  });

export const tokenOperations = [
  tokenOperation('/{tenant}/oauth2/v2.0/token', 2),
  tokenOperation('/{tenant}/oauth2/token', 1),
];
