import type { HttpResponse } from '#kernel/http.ts';
import { entityOf, type Caller } from './caller.ts';
import { messagesOf, plainOf, type PlainMessage } from './message.ts';
import { faultOf, notSimulated, refusalOf } from './refusal.ts';
import type { AmqpError, Delivery, EventContext, Message, Receiver } from './rhea.ts';

/** How many messages a client may send before the first is answered. */
const window = 1000;

/**
 * A link on which a client sends. Whether it may is asked when the link opens, as Service Bus does; only then is there
 * credit. Each transfer becomes one request, a batch too: it is stored whole or not at all.
 */
export function openInlet(link: Receiver, caller: Caller): void {
  const { address = '' } = link.target;
  link.set_target({ address });
  const entity = entityOf(address);
  link.on('message', ({ message, delivery, receiver, format = 0 }: EventContext & { format?: number }) => {
    if (!message || !delivery) return;
    void store(message, format, entity, caller)
      .catch(faultOf)
      .then((refused) => {
        answer(delivery, refused);
        receiver?.add_credit(1);
      });
  });
  caller.ask(entity, 'POST', '$claims?action=Send').then(
    (checked) => {
      if (isGood(checked)) link.add_credit(window);
      else link.close(refusalOf(checked));
    },
    (error: unknown) => link.close(faultOf(error)),
  );
}

export const isGood = ({ status }: HttpResponse): boolean => status >= 200 && status < 300;

function answer(delivery: Delivery, refused: AmqpError | undefined): void {
  if (refused) delivery.reject(refused);
  else delivery.accept();
}

async function store(message: Message, format: number, entity: string, caller: Caller): Promise<AmqpError | undefined> {
  const plain = messagesOf(message, format).map(plainOf);
  const unfit = plain.find((one) => 'unfit' in one);
  if (unfit) return notSimulated(`The property '${unfit.unfit}', which is no text, number, truth value or time,`);
  const stored = await caller.ask(entity, 'POST', 'messages/batch', plain as PlainMessage[]);
  return isGood(stored) ? undefined : refusalOf(stored);
}
