import * as z from 'zod/mini';
import type { Params } from '#kernel/arm-type.ts';
import { defineOperation, type Ctx } from '#kernel/define.ts';
import { ok, refuse, type Refusal } from '#kernel/result.ts';
import type { FederatedCredentialRow } from '#kernel/rows.ts';
import * as errors from '../errors.ts';
import { identities, identityType, type IdentityResource } from '../models.ts';

const type = `${identityType}/federatedIdentityCredentials`;
const list = `${identities.path}/federatedIdentityCredentials`;
const one = `${list}/{credential}`;
const arm = { surface: 'arm', plane: 'control' } as const;
const directory = 'https://platform.internal/entra/federatedCredentials';

/** How many credentials an identity can hold. */
const most = 20;
const validName = /^[A-Za-z0-9][A-Za-z0-9_-]{2,119}$/;

/** The identity that the path names, or why there is none. */
function parentOf(ctx: Ctx, params: Params): { identity: IdentityResource } | { refusal: Refusal } {
  const refusal = identities.noGroup(ctx, params);
  if (refusal) return { refusal };
  const { row: identity } = identities.at(ctx, params);
  return identity ? { identity } : { refusal: errors.parentMissing() };
}

const heldBy = (ctx: Ctx, { properties: { principalId } }: IdentityResource): FederatedCredentialRow[] =>
  ctx.view.by<FederatedCredentialRow>('federatedCredentials', 'owner', principalId);

const named = (ctx: Ctx, identity: IdentityResource, name: string): FederatedCredentialRow | undefined =>
  heldBy(ctx, identity).find((row) => row.name.toLowerCase() === name.toLowerCase());

const shown = (identity: IdentityResource, { name, issuer, subject, audiences }: FederatedCredentialRow) => ({
  id: `${identity.id}/federatedIdentityCredentials/${name}`,
  name,
  type,
  properties: { issuer, subject, audiences },
});

const text = z.nullish(z.string().check(z.maxLength(600)));
const Body = z.looseObject({
  properties: z.nullish(z.looseObject({ issuer: text, subject: text, audiences: z.nullish(z.array(z.string())) })),
});

/** Source: REST API "Federated Identity Credentials - Create Or Update"; "Considerations for federated identities". */
const write = defineOperation({
  ...arm,
  action: `${type}/write`,
  title: 'Create/Update Federated Identity Credential',
  method: 'PUT',
  path: one,
  body: Body,
  handle(ctx, { params, body }) {
    const parent = parentOf(ctx, params);
    if ('refusal' in parent) return refuse(parent.refusal);
    const { identity } = parent;
    const name = params['credential'] ?? '';
    if (!validName.test(name)) return refuse(errors.credentialNameInvalid(name));
    const { issuer, subject, audiences } = body.properties ?? {};
    if (!issuer && !subject && !audiences?.length) return refuse(errors.credentialEmpty());
    if (audiences?.length !== 1) return refuse(errors.credentialAudiences());
    if (!issuer) return refuse(errors.credentialPropertyMissing('issuer'));
    if (!subject) return refuse(errors.credentialPropertyMissing('subject'));
    const existing = named(ctx, identity, name);
    const others = heldBy(ctx, identity).filter((row) => row !== existing);
    if (others.some((row) => row.issuer === issuer && row.subject === subject))
      return refuse(errors.credentialPairTaken());
    if (!existing && others.length >= most) return refuse(errors.tooManyCredentials(most));
    const { status, body: row } = ctx.send('platform', {
      method: 'PUT',
      url: directory,
      body: { ownerId: identity.properties.principalId, name, issuer, subject, audiences },
    });
    if (status !== 200) throw new Error(`the directory answered ${status} for the credential ${name}`);
    return ok({ status: existing ? 200 : 201, body: shown(identity, row as FederatedCredentialRow) });
  },
});

const get = defineOperation({
  ...arm,
  action: `${type}/read`,
  title: 'Get Federated Identity Credential',
  method: 'GET',
  path: one,
  handle(ctx, { params }) {
    const parent = parentOf(ctx, params);
    if ('refusal' in parent) return refuse(parent.refusal);
    const row = named(ctx, parent.identity, params['credential'] ?? '');
    return row
      ? ok({ status: 200, body: shown(parent.identity, row) })
      : refuse(errors.credentialNotFound(params['credential'] ?? ''));
  },
});

const all = defineOperation({
  ...arm,
  action: `${type}/read`,
  title: 'List Federated Identity Credentials',
  method: 'GET',
  path: list,
  handle(ctx, { params }) {
    const parent = parentOf(ctx, params);
    if ('refusal' in parent) return refuse(parent.refusal);
    return ok({ status: 200, body: { value: heldBy(ctx, parent.identity).map((row) => shown(parent.identity, row)) } });
  },
});

const destroy = defineOperation({
  ...arm,
  action: `${type}/delete`,
  title: 'Delete Federated Identity Credential',
  method: 'DELETE',
  path: one,
  handle(ctx, { params }) {
    const parent = parentOf(ctx, params);
    if ('refusal' in parent) return refuse(parent.refusal);
    const { identity } = parent;
    const row = named(ctx, identity, params['credential'] ?? '');
    if (!row) return ok({ status: 204 });
    ctx.send('platform', { method: 'DELETE', url: directory, body: { ownerId: row.ownerId, name: row.name } });
    return ok({ status: 200 });
  },
});

export const federatedCredentialOperations = [write, get, all, destroy];
