import type { HttpResponse } from '#kernel/http.ts';
import { entityOf, rootOf, type Caller } from './caller.ts';
import { lockTag } from './guid.ts';
import { isGood } from './inlet.ts';
import { amqpOf, plainProperties, type PlainMessage } from './message.ts';
import type { Happening } from './port.ts';
import { faultOf, notSimulated, refusalOf } from './refusal.ts';
import {
  answered,
  creditOf,
  drained,
  settle,
  settleAtOnce,
  type Delivery,
  type EventContext,
  type Sender,
} from './rhea.ts';

/** Which locks this connection holds, and the sequence numbers of their messages: requests about a lock name both. */
export type Locks = Map<string, number>;

/** The most that one request brings. */
const most = 100;

/** How clients name the session that they want; what is in the map is a described value. */
const sessionFilter = 'com.microsoft:session-filter';

/** Requests that put a message where it can be received: sends, and what gives a lock up. Renewals and the like do not. */
const brings = /(^|\/)messages(\/batch|\/[^/]+\/[^/]+\/(abandon|deadletter))?$/i;

interface Rejected {
  error?: { condition?: string; description?: string; info?: Record<string, unknown> };
}
interface Modified {
  undeliverable_here?: boolean;
  message_annotations?: Record<string, unknown>;
}

/**
 * A link on which a client receives. The core is asked when the client gives credit and, while it waits with credit,
 * after what may have brought a message: a request at the same queue or topic, a change of the namespace, time that moved.
 */
export class Outlet {
  readonly #link: Sender;
  readonly #caller: Caller;
  readonly #locks: Locks;
  readonly #entity: string;
  readonly #deletes: boolean;
  readonly #lockOf = new Map<Delivery, string>();
  #open = false;
  #asking = false;
  #again = false;
  #draining = false;
  /** Credit that is already asked for in vain. */
  #waiting = 0;

  constructor(link: Sender, caller: Caller, locks: Locks) {
    this.#link = link;
    this.#caller = caller;
    this.#locks = locks;
    const { address } = link.source;
    link.set_source({ address });
    link.set_target({ address: link.target?.address ?? '' });
    this.#entity = entityOf(address);
    this.#deletes = link.snd_settle_mode === 1;
    link.on('sender_flow', () => creditOf(link) > this.#waiting && this.#ask());
    link.on('sender_draining', () => this.#drain());
    const settles = (work: (delivery: Delivery) => Promise<HttpResponse>) => (context: EventContext) => {
      if (context.delivery) void this.#settle(context.delivery, work);
    };
    link.on(
      'accepted',
      settles((delivery) => this.#about(delivery, 'DELETE', '')),
    );
    link.on(
      'released',
      settles((delivery) => this.#about(delivery, 'PUT', '')),
    );
    link.on(
      'modified',
      settles((delivery) => this.#modify(delivery, delivery.remote_state as Modified)),
    );
    link.on(
      'rejected',
      settles((delivery) => this.#deadLetter(delivery, delivery.remote_state as Rejected)),
    );
    this.#begin().catch((error: unknown) => link.close(faultOf(error)));
  }

  /** Asks once more if the client waits and this may have brought a message. */
  happened({ request, status = 0 }: Happening): void {
    if (this.#open && creditOf(this.#link) > 0 && (!request || (status < 300 && this.#concerns(request)))) {
      this.#ask();
    }
  }

  #ask(): void {
    this.#pump().catch((error: unknown) => this.#link.close(faultOf(error)));
  }

  #concerns({ method, url }: { method: string; url: string }): boolean {
    if (method === 'GET') return false;
    const { host } = this.#caller;
    const namespace = host.split('.')[0] ?? '';
    if (url.toLowerCase().includes(`/microsoft.servicebus/namespaces/${namespace}/`)) return true;
    const prefix = `https://${host}/${rootOf(this.#entity)}/`.toLowerCase();
    return url.toLowerCase().startsWith(prefix) && (method === 'PUT' || brings.test(url.slice(prefix.length)));
  }

  async #begin(): Promise<void> {
    if (this.#link.source.filter && sessionFilter in this.#link.source.filter) {
      return this.#link.close(notSimulated('A session'));
    }
    this.#asking = true;
    const checked = await this.#caller.ask(this.#entity, 'POST', '$claims?action=Listen');
    this.#asking = false;
    if (!isGood(checked)) return this.#link.close(refusalOf(checked));
    await answered();
    this.#open = true;
    await this.#pump();
  }

  async #pump(): Promise<void> {
    this.#again = true;
    if (this.#asking || !this.#open) return;
    this.#asking = true;
    // A message leaves, and takes its credit, only after this turn.
    let leaving = 0;
    while (this.#again && this.#link.is_open()) {
      const credit = creditOf(this.#link) - leaving;
      if (credit <= 0) break;
      this.#again = false;
      const count = Math.min(credit, most);
      const mode = this.#deletes ? 'ReceiveAndDelete' : 'PeekLock';
      const answer = await this.#caller.ask(this.#entity, 'POST', `messages/receive?mode=${mode}&count=${count}`);
      if (!isGood(answer)) {
        this.#open = false;
        this.#link.close(refusalOf(answer));
        break;
      }
      const found = JSON.parse(answer.body) as PlainMessage[];
      for (const plain of found) this.#deliver(plain);
      leaving = found.length;
      if (found.length === count) this.#again = true;
      this.#waiting = creditOf(this.#link) - leaving;
    }
    this.#asking = false;
    if (this.#draining) this.#drain();
  }

  #drain(): void {
    this.#draining = this.#asking;
    if (this.#asking) return;
    this.#waiting = 0;
    drained(this.#link);
  }

  #deliver(plain: PlainMessage): void {
    const { LockToken = '', SequenceNumber = 0 } = plain.BrokerProperties;
    const message = amqpOf(plain, 0) as unknown as Parameters<Sender['send']>[0];
    const delivery = this.#link.send(message, lockTag(LockToken));
    if (this.#deletes) return settleAtOnce(delivery);
    this.#locks.set(LockToken, SequenceNumber);
    this.#lockOf.set(delivery, LockToken);
  }

  async #settle(delivery: Delivery, work: (delivery: Delivery) => Promise<HttpResponse>): Promise<void> {
    if (!this.#lockOf.has(delivery)) return;
    const refused = await work(delivery).then((answer) => (isGood(answer) ? undefined : refusalOf(answer)), faultOf);
    settle(delivery, refused);
    this.#lockOf.delete(delivery);
  }

  #about(delivery: Delivery, method: string, how: string, body?: unknown): Promise<HttpResponse> {
    const lock = this.#lockOf.get(delivery) ?? '';
    return this.#caller.ask(this.#entity, method, `messages/${this.#locks.get(lock) ?? 0}/${lock}${how}`, body);
  }

  #modify(delivery: Delivery, state: Modified): Promise<HttpResponse> {
    const properties = plainProperties(state.message_annotations);
    const more = Object.keys(properties).length > 0;
    if (state.undeliverable_here) return this.#about(delivery, 'POST', '/defer', { properties });
    return more ? this.#about(delivery, 'POST', '/abandon', { properties }) : this.#about(delivery, 'PUT', '');
  }

  #deadLetter(delivery: Delivery, { error }: Rejected): Promise<HttpResponse> {
    const { DeadLetterReason, DeadLetterErrorDescription, ...rest } = plainProperties(error?.info);
    return this.#about(delivery, 'POST', '/deadletter', {
      ...(DeadLetterReason !== undefined && { reason: DeadLetterReason }),
      ...(DeadLetterErrorDescription !== undefined && { description: DeadLetterErrorDescription }),
      properties: rest,
    });
  }
}
