import { entityOf, type Caller } from './caller.ts';
import { faultOf, notSimulated, refusalOf } from './refusal.ts';
import type { Message } from './rhea.ts';

/** What `$cbs` answers: a status as of HTTP, and words. */
export interface CbsAnswer {
  status: number;
  description: string;
}

/**
 * `put-token`: the token is asked about where it is to be used, and kept if it is good there. What it lets its owner do
 * is asked when a link opens. Source: "AMQP 1.0 in Azure Service Bus: claims-based authorization" (learn.microsoft.com).
 */
export const putToken = (caller: Caller, message: Message): Promise<CbsAnswer> =>
  tried(caller, message).catch((error: unknown) => ({ status: 500, description: faultOf(error).description }));

async function tried(caller: Caller, message: Message): Promise<CbsAnswer> {
  const { operation, name, type } = (message.application_properties ?? {}) as Record<string, unknown>;
  if (operation !== 'put-token') return { status: 501, description: notSimulated(String(operation)).description };
  const token = String(message.body);
  const authorization = type === 'jwt' ? `Bearer ${token}` : token;
  const entity = entityOf(String(name));
  const answer = await caller.ask(entity, 'POST', '$claims', undefined, authorization);
  if (answer.status >= 300 || answer.status === 0) {
    return { status: answer.status || 404, description: refusalOf(answer).description };
  }
  caller.remember(entity, authorization);
  return { status: 202, description: 'Accepted' };
}
