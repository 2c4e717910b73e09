import * as loaded from 'rhea';
import type { Connection, Container, Delivery, Message, Sender } from 'rhea';

/** The AMQP 1.0 engine, the one that the official clients use, too. CommonJS: bundlers and Node differ in where it is. */
export const rhea = ((loaded as unknown as { default?: Container }).default ?? loaded) as Container;

/** An encoded message. (The typings know two shapes of the same thing.) */
export const decode = (bytes: Buffer): Message => rhea.message.decode(bytes) as unknown as Message;

/** What the other side did wrong, in AMQP's words. */
export interface AmqpError {
  condition: string;
  description: string;
}

/** What rhea's typings leave out, in one place. */
interface Hidden {
  credit: number;
  remote_settled: boolean;
  settled: boolean;
  _register(): void;
}

const hidden = (of: unknown): Hidden => of as Hidden;

export const creditOf = (link: Sender): number => hidden(link).credit;

/** Sends without waiting for an outcome: what is received and deleted needs none. */
export function settleAtOnce(delivery: Delivery): void {
  hidden(delivery).settled = true;
}

const outcomes = rhea.message as unknown as {
  accepted(): { described(): unknown };
  rejected(fields: { error: AmqpError }): { described(): unknown };
};

/**
 * Answers the receiver's outcome. The receiver waits for this and then says nothing more, so that the delivery has to be
 * let go of by hand: rhea would keep it, and a session holds 2048.
 */
export function settle(delivery: Delivery, error?: AmqpError): void {
  delivery.update(true, (error ? outcomes.rejected({ error }) : outcomes.accepted()).described());
  hidden(delivery).remote_settled = true;
}

/** All credit that the receiver asked to have back is used up; rhea does not say so by itself outside its own events. */
export function drained(link: Sender): void {
  link.set_drained(true);
  hidden(link.connection)._register();
}

/**
 * Until a link that opened in this turn has been answered. The engine answers in the next one, and would write a message
 * that is sent before that in front of its answer.
 */
export const answered = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

export type { Connection, Container, Delivery, Message, Sender };
export type { EventContext, Receiver, Session } from 'rhea';
