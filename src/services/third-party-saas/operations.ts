import { day } from '#kernel/clock.ts';
import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import type * as z from 'zod/mini';
import * as say from './errors.ts';
import * as model from './models.ts';

const { table } = model;

/** Declares an operation of the service. No role of Azure is asked: it knows none. */
const operation = (
  declared: Pick<Operation, 'title' | 'method' | 'path' | 'body'> & { handle(ctx: Ctx, input: Input): Outcome },
): Operation =>
  defineOperation({
    action: `larkpost/${declared.title.toLowerCase().replaceAll(' ', '-')}`,
    surface: 'third-party-saas',
    plane: 'data',
    requires: () => undefined,
    ...declared,
  });

/** Accounts are planted at the start of a lab; nobody else makes one. */
const plant = operation({
  title: 'Make account',
  method: 'PUT',
  path: '/v1/accounts/{account}',
  body: model.AccountPut,
  handle(ctx, { params, body }) {
    if (ctx.caller.kind !== 'setup') return refuse(say.notFound);
    const name = params['account'] ?? '';
    const row: model.AccountRow = { name, password: (body as model.AccountRow).password };
    return ok({ status: 201, body: { account: name }, changes: [put(table.accounts, name, row)] });
  },
});

/** The account that speaks; the start speaks for the one that it names. */
const accountOf = (ctx: Ctx, { query }: Input): string =>
  ctx.caller.kind === 'credential' ? ctx.caller.name : (query('account') ?? '');

const shown = ({ id, value, createdAt, expiresAt }: model.KeyRow) => ({
  id,
  startsWith: value.slice(0, 8),
  createdAt: new Date(createdAt).toISOString(),
  expiresAt: new Date(expiresAt).toISOString(),
});

/** The value is shown once. Old keys live on until they expire or are deleted, so that nobody is cut off. */
const issue = operation({
  title: 'Make API key',
  method: 'POST',
  path: '/v1/keys',
  body: model.KeyPost,
  handle(ctx, input) {
    const account = accountOf(ctx, input);
    if (!ctx.view.get(table.accounts, account)) return refuse(say.passwordWrong);
    const days = (input.body as z.infer<typeof model.KeyPost>)?.expiresInDays ?? 90;
    const id = ctx.newId('larkpostKey', account);
    const value = `lp_${ctx.newId('larkpostKeyValue', account).replaceAll('-', '')}`;
    const row: model.KeyRow = { id, account, value, createdAt: ctx.now, expiresAt: ctx.now + days * day };
    return ok({ status: 201, body: { ...shown(row), key: value }, changes: [put(table.keys, value, row)] });
  },
});

const own = (ctx: Ctx, input: Input): model.KeyRow[] => {
  const account = accountOf(ctx, input);
  return ctx.view.all<model.KeyRow>(table.keys).filter((row) => row.account === account);
};

const list = operation({
  title: 'List API keys',
  method: 'GET',
  path: '/v1/keys',
  handle: (ctx, input) => ok({ status: 200, body: { keys: own(ctx, input).map(shown) } }),
});

const revoke = operation({
  title: 'Delete API key',
  method: 'DELETE',
  path: '/v1/keys/{id}',
  handle(ctx, input) {
    const found = own(ctx, input).find(({ id }) => id === input.params['id']);
    return found ? ok({ status: 204, changes: [remove(table.keys, found.value)] }) : refuse(say.notFound);
  },
});

const send = operation({
  title: 'Send message',
  method: 'POST',
  path: '/v1/messages',
  body: model.MessagePost,
  handle(ctx, input) {
    const { to, subject } = input.body as z.infer<typeof model.MessagePost>;
    const account = accountOf(ctx, input);
    const id = ctx.newId('larkpostMessage', account);
    const keyId = String(ctx.caller.credential?.['id'] ?? '');
    const row: model.MessageRow = { id, account, keyId, to, subject: subject ?? '', sentAt: ctx.now };
    return ok({ status: 202, body: { id, status: 'queued' }, changes: [put(table.messages, id, row)] });
  },
});

/** What was sent, and with which key: the service cannot say by whom. */
const sent = operation({
  title: 'List messages',
  method: 'GET',
  path: '/v1/messages',
  handle(ctx, input) {
    const account = accountOf(ctx, input);
    const messages = ctx.view
      .all<model.MessageRow>(table.messages)
      .filter((row) => row.account === account)
      .map(({ account: _, sentAt, ...row }) => ({ ...row, sentAt: new Date(sentAt).toISOString() }));
    return ok({ status: 200, body: { messages } });
  },
});

export const thirdPartyOperations: Operation[] = [plant, issue, list, revoke, send, sent];
