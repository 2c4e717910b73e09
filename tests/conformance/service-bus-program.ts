// What a learner's program does with a queue, for the thread of `host-program.ts`.
import { ServiceBusClient } from '@azure/service-bus';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import { createAmqpWebSocket } from '#tenant/edge/amqp/web-socket.ts';

export interface BusTask {
  host: string;
  queue: string;
  /** The text to send; without it a message is received and completed. */
  body?: string;
}

/** Sends or receives one message; every request of the bridge goes where the program's other requests go. */
export async function useQueue(
  { host, queue, body }: BusTask,
  credential: TokenCredential,
  send: (request: HttpRequest) => Promise<HttpResponse>,
): Promise<{ value: string }> {
  const peek = () => Promise.resolve({ status: 200, headers: {}, body: '' });
  const webSocket = createAmqpWebSocket({ send, peek, onChange: () => () => undefined });
  const client = new ServiceBusClient(host, credential, {
    webSocketOptions: { webSocket },
    retryOptions: { maxRetries: 0 },
  });
  try {
    if (body !== undefined) {
      await client.createSender(queue).sendMessages({ body });
      return { value: 'sent' };
    }
    const receiver = client.createReceiver(queue);
    const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 2000 });
    if (message) await receiver.completeMessage(message);
    return { value: String(message?.body) };
  } finally {
    await client.close();
  }
}
