import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { durationMs, forever } from './durations.ts';
import { table, type EntityRow, type MessageRow } from './models.ts';

/** Why a message lies in the dead-letter queue, in Azure's words. */
const tooOften = (count: number): Record<string, unknown> => ({
  DeadLetterReason: 'MaxDeliveryCountExceeded',
  DeadLetterErrorDescription: `Message could not be consumed after ${count} delivery attempts.`,
});
const tooOld = {
  DeadLetterReason: 'TTLExpiredException',
  DeadLetterErrorDescription: 'The message expired and was dead lettered.',
};

const unlocked = ({ lockToken: _token, lockedUntil: _until, ...message }: MessageRow): MessageRow => message;

/** The message in the dead-letter queue, where it lies for ever. */
export const buried = (message: MessageRow, why: Record<string, unknown>): MessageRow => ({
  ...unlocked(message),
  state: 'Active',
  user: { ...message.user, ...why },
  dead: true,
});

/** The message free again, unless it was delivered as often as the entity allows: then it is dead-lettered. */
export function released(entity: EntityRow, message: MessageRow): MessageRow {
  const free = unlocked(message);
  const spent = !free.dead && free.state === 'Active' && free.deliveryCount >= entity.maxDeliveryCount;
  return spent ? buried(free, tooOften(free.deliveryCount)) : free;
}

/**
 * What a message is by now: locks and schedules run out, life times end. Undefined when it is gone. Nothing waits on a
 * timer: the row says when, and whoever looks finds out. Source: "Overview of Service Bus dead-letter queues", "Message
 * transfers, locks, and settlement", "Message expiration".
 */
export function presentOf(entity: EntityRow, row: MessageRow, now: number): MessageRow | undefined {
  let message = row;
  if (message.state === 'Scheduled' && message.enqueuedAt <= now) message = { ...message, state: 'Active' };
  if (message.lockedUntil !== undefined && message.lockedUntil <= now) message = released(entity, message);
  const { expiresAt, dead, lockToken } = message;
  if (dead || lockToken !== undefined || expiresAt === undefined || expiresAt > now) return message;
  return entity.deadLetteringOnMessageExpiration ? buried(message, tooOld) : undefined;
}

/** The messages of a queue or subscription as they are now, in the order of their numbers. */
export const messagesOf = (view: View, entity: EntityRow, now: number): MessageRow[] =>
  view
    .by<MessageRow>(table.messages, 'entity', idKey(entity.id))
    .map((row) => presentOf(entity, row, now))
    .filter((message) => message !== undefined);

/** Whether a receiver can have it. */
export const isFree = ({ state, lockToken }: MessageRow): boolean => state === 'Active' && lockToken === undefined;

export const lockMs = ({ lockDuration }: EntityRow): number => durationMs(lockDuration) ?? 60_000;

/** The life of a message: its own or that of the entities that it passes, whichever is shorter. Undefined: for ever. */
export function lifeOf(own: number | undefined, entities: readonly EntityRow[]): number | undefined {
  const lives = entities
    .map(({ defaultMessageTimeToLive }) => defaultMessageTimeToLive)
    .filter((text) => text !== forever)
    .map((text) => durationMs(text) ?? Infinity);
  const life = Math.min(own ?? Infinity, ...lives);
  return Number.isFinite(life) ? life : undefined;
}
