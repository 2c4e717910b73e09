import * as z from 'zod/mini';
import { defineOperation, type Ctx } from '#kernel/define.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import type { FederatedCredentialRow } from '#kernel/rows.ts';
import { credentialKey, credentialsOf, effectiveFrom } from '../federation.ts';
import { collection, entity, graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import type { Shape } from '../graph-filter.ts';
import { contextOf } from '../graph-shapes.ts';
import { findApplication } from './applications.ts';
import { graphOperation } from './graph-operation.ts';

const most = 20;

const shape = ({ id, name, issuer, subject, audiences, description }: FederatedCredentialRow): Shape => ({
  id,
  name,
  issuer,
  subject,
  description: description ?? null,
  audiences,
});
const known = ['id', 'name', 'issuer', 'subject', 'description', 'audiences'];

interface Said {
  issuer: string;
  subject: string;
  audiences: string[];
  description?: string | null;
}

/** The row as it is written now; it reaches the token endpoint some minutes later. */
function written(ctx: Ctx, ownerId: string, name: string, said: Said): FederatedCredentialRow {
  const key = credentialKey(ownerId, name);
  const before = ctx.view.get<FederatedCredentialRow>('federatedCredentials', key);
  const { issuer, subject, audiences, description } = said;
  const same =
    before?.issuer === issuer && before.subject === subject && before.audiences.join(' ') === audiences.join(' ');
  return {
    id: before?.id ?? ctx.newId('federatedCredential', key),
    ownerId,
    name: before?.name ?? name,
    issuer,
    subject,
    audiences,
    ...(description && { description }),
    effectiveAt: before && same ? before.effectiveAt : effectiveFrom(ctx, key),
  };
}

const save = (row: FederatedCredentialRow) => put('federatedCredentials', credentialKey(row.ownerId, row.name), row);

const text = z.string().check(z.minLength(1), z.maxLength(600));
const Given = z.looseObject({
  name: z.optional(z.string()),
  issuer: z.optional(text),
  subject: z.optional(text),
  audiences: z.optional(z.array(text)),
  description: z.nullish(z.string().check(z.maxLength(600))),
});

const path = '/v1.0/applications/{id}/federatedIdentityCredentials';
const read = 'microsoft.directory/applications/standard/read';
const change = 'microsoft.directory/applications/credentials/update';

const find = (ctx: Ctx, ownerId: string, idOrName: string): FederatedCredentialRow | undefined =>
  credentialsOf(ctx.view, ownerId).find(
    ({ id, name }) => id === idOrName.toLowerCase() || name.toLowerCase() === idOrName.toLowerCase(),
  );

const list = graphOperation({
  action: read,
  title: 'List federated identity credentials of application',
  method: 'GET',
  path,
  handle(ctx, input) {
    const application = findApplication(ctx.view, input.params['id'] ?? '');
    if (!application) return refuse(errors.notFound(input.params['id'] ?? ''));
    const shapes = credentialsOf(ctx.view, application.id).map(shape);
    const context = `applications('${application.id}')/federatedIdentityCredentials`;
    return collection(input, { type: 'federatedIdentityCredential', context, shapes, known });
  },
});

const get = graphOperation({
  action: read,
  title: 'Get federated identity credential of application',
  method: 'GET',
  path: `${path}/{credential}`,
  handle(ctx, input) {
    const { id = '', credential = '' } = input.params;
    const found = find(ctx, id.toLowerCase(), credential);
    if (!findApplication(ctx.view, id) || !found) return refuse(errors.notFound(credential));
    return entity(
      input,
      'federatedIdentityCredential',
      `applications('${found.ownerId}')/federatedIdentityCredentials`,
      shape(found),
    );
  },
});

const create = graphOperation({
  action: change,
  title: 'Add federated identity credential to application',
  method: 'POST',
  path,
  at: 'application',
  body: Given,
  handle(ctx, { params, body }) {
    const application = findApplication(ctx.view, params['id'] ?? '');
    if (!application) return refuse(errors.notFound(params['id'] ?? ''));
    const { name, issuer, subject, audiences } = body;
    const type = 'FederatedIdentityCredential';
    if (!name || !/^[A-Za-z0-9][A-Za-z0-9_-]{2,119}$/.test(name)) return refuse(errors.invalidValue('name', type));
    if (!issuer) return refuse(errors.missingProperty('issuer', type));
    if (!subject) return refuse(errors.missingProperty('subject', type));
    if (audiences?.length !== 1) return refuse(errors.invalidValue('audiences', type));
    const others = credentialsOf(ctx.view, application.id);
    if (others.some((one) => one.name.toLowerCase() === name.toLowerCase()))
      return refuse(errors.credentialNameTaken(name));
    if (others.some((one) => one.issuer === issuer && one.subject === subject))
      return refuse(errors.credentialPairTaken());
    if (others.length >= most) return refuse(errors.tooManyCredentials(most));
    const row = written(ctx, application.id, name, { ...body, issuer, subject, audiences });
    const context = contextOf(`applications('${application.id}')/federatedIdentityCredentials/$entity`);
    return graphOk({ '@odata.context': context, ...shape(row) }, { status: 201, changes: [save(row)] });
  },
});

const update = graphOperation({
  action: change,
  title: 'Update federated identity credential of application',
  method: 'PATCH',
  path: `${path}/{credential}`,
  at: 'application',
  body: Given,
  handle(ctx, { params, body }) {
    const { id = '', credential = '' } = params;
    const found = find(ctx, id.toLowerCase(), credential);
    if (!findApplication(ctx.view, id) || !found) return refuse(errors.notFound(credential));
    if (body.audiences && body.audiences.length !== 1)
      return refuse(errors.invalidValue('audiences', 'FederatedIdentityCredential'));
    const { issuer = found.issuer, subject = found.subject, audiences = found.audiences } = body;
    const others = credentialsOf(ctx.view, found.ownerId).filter((one) => one.id !== found.id);
    if (others.some((one) => one.issuer === issuer && one.subject === subject))
      return refuse(errors.credentialPairTaken());
    const description = body.description === undefined ? found.description : body.description;
    const said: Said = { issuer, subject, audiences, ...(description && { description }) };
    return ok({ status: 204, changes: [save(written(ctx, found.ownerId, found.name, said))] });
  },
});

const destroy = graphOperation({
  action: change,
  title: 'Delete federated identity credential of application',
  method: 'DELETE',
  path: `${path}/{credential}`,
  at: 'application',
  handle(ctx, { params }) {
    const { id = '', credential = '' } = params;
    const found = find(ctx, id.toLowerCase(), credential);
    if (!findApplication(ctx.view, id) || !found) return refuse(errors.notFound(credential));
    return ok({
      status: 204,
      changes: [remove('federatedCredentials', credentialKey(found.ownerId, found.name))],
    });
  },
});

const inside = { surface: 'platform', plane: 'none', path: '/entra/federatedCredentials' } as const;

/** What the provider of managed identities asks when a credential of an identity is written; it has checked the body. */
const write = defineOperation({
  ...inside,
  action: 'microsoft.directory/federatedCredentials/write',
  title: 'Write federated identity credential of an identity',
  method: 'PUT',
  body: z.object({
    ownerId: z.string(),
    name: z.string(),
    issuer: z.string(),
    subject: z.string(),
    audiences: z.array(z.string()),
  }),
  handle(ctx, { body: { ownerId, name, ...said } }) {
    const row = written(ctx, ownerId, name, said);
    return ok({ status: 200, body: row, changes: [save(row)] });
  },
});

const drop = defineOperation({
  ...inside,
  action: 'microsoft.directory/federatedCredentials/delete',
  title: 'Delete federated identity credential of an identity',
  method: 'DELETE',
  body: z.object({ ownerId: z.string(), name: z.string() }),
  handle: (_ctx, { body: { ownerId, name } }) =>
    ok({ status: 204, changes: [remove('federatedCredentials', credentialKey(ownerId, name))] }),
});

export const federatedCredentialOperations = [list, get, create, update, destroy, write, drop];
