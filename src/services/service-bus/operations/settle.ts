import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import type { Change } from '#kernel/tables.ts';
import * as say from '../errors.ts';
import { buried, lockMs, messagesOf, released } from '../message-life.ts';
import { messageKey, table, type EntityRow, type MessageRow } from '../models.ts';
import { parsed } from '../wire.ts';
import { dataOperation } from './data-operation.ts';

interface Locked {
  ctx: Ctx;
  entity: EntityRow;
  message: MessageRow;
  /** The body of the request where it is a JSON object. */
  body: Record<string, unknown>;
}

const stored = (row: MessageRow): Change => put(table.messages, messageKey(row), row);
const done = (change: Change, headers: Record<string, string> = {}): Outcome =>
  ok({ status: 200, headers, changes: [change] });

const fieldsIn = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** Declares what is done with a message that the caller holds locked: named by its number or its id, and the lock. */
const onLocked = (title: string, method: string, verb: string, handle: (at: Locked) => Outcome): Operation =>
  dataOperation({
    right: 'Listen',
    title,
    method,
    path: `/lock/{entity}/{message}/{lockToken}${verb}`,
    handle(ctx, { params, text }: Input, { entity, dead }) {
      const { message: name = '', lockToken = '' } = params;
      const message = messagesOf(ctx.view, entity, ctx.now).find(
        (one) =>
          one.lockToken === lockToken.toLowerCase() &&
          Boolean(one.dead) === dead &&
          (String(one.sequence) === name || one.told.MessageId === name),
      );
      return message ? handle({ ctx, entity, message, body: fieldsIn(parsed(text)) }) : refuse(say.lockLost);
    },
  });

/** The message with the properties that whoever settles it adds. */
const marked = ({ message, body }: Locked): MessageRow => ({
  ...message,
  user: { ...message.user, ...fieldsIn(body['properties']) },
});

const complete = onLocked('Complete message', 'DELETE', '', ({ message }) =>
  done(remove(table.messages, messageKey(message))),
);

const abandon = (method: string, verb: string): Operation =>
  onLocked('Unlock message', method, verb, (at) => done(stored(released(at.entity, marked(at)))));

const renew = onLocked('Renew lock of message', 'POST', '', ({ ctx, entity, message }) => {
  const lockedUntil = ctx.now + lockMs(entity);
  const properties = { LockedUntilUtc: new Date(lockedUntil).toUTCString(), LockedUntilMs: lockedUntil };
  return done(stored({ ...message, lockedUntil }), { brokerproperties: JSON.stringify(properties) });
});

/** Ours, for the bridge of the other protocol, as is the next: REST has no address for it. */
const deadLetter = onLocked('Dead-letter message', 'POST', '/deadletter', (at) => {
  const { reason, description } = at.body;
  return done(
    stored(
      buried(marked(at), {
        ...(typeof reason === 'string' && { DeadLetterReason: reason }),
        ...(typeof description === 'string' && { DeadLetterErrorDescription: description }),
      }),
    ),
  );
});

const defer = onLocked('Defer message', 'POST', '/defer', (at) => {
  const { lockToken: _token, lockedUntil: _until, ...message } = marked(at);
  return done(stored({ ...message, state: 'Deferred' }));
});

export const settleOperations: Operation[] = [
  complete,
  abandon('PUT', ''),
  abandon('POST', '/abandon'),
  renew,
  deadLetter,
  defer,
];
