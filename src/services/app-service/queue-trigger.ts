import type { Ctx } from '#kernel/define.ts';
import type { FunctionTrigger } from '#kernel/program.ts';
import { connectionOf, openConnection, targetFault, textOf, type Opened, type Target } from './connections.ts';
import { effectiveSettings } from './environment.ts';
import type { FunctionRunRow, Site } from './models.ts';

/** The connection of the host itself, and of triggers that name no other. */
export const hostStorage = 'AzureWebJobsStorage';

/** A message that is taken, with the address at which it is deleted when it is done. */
interface Taken {
  message: string;
  url: string;
  target: Target;
}

/** Opens the connection of that name; or says why that is not possible. */
function open(ctx: Ctx, site: Site, name: string, target: Target): (Opened & { base: string }) | { why: string } {
  const connection = connectionOf(effectiveSettings(ctx.view, site.id).settings, name);
  if (!connection) return { why: `The connection '${name}' is not set.` };
  const opened = openConnection(ctx, site, connection, target);
  if ('fault' in opened) return { why: opened.fault };
  const base = connection.by === 'nothing' ? '' : target === 'bus' ? connection.bus : connection.queue;
  return base
    ? { ...opened, base }
    : { why: `The connection '${name}' leads to no ${target === 'bus' ? 'namespace' : 'queue'}.` };
}

/**
 * Takes one message off the queue of a trigger, as the identity of its connection: of a storage queue for ten minutes, of
 * Service Bus under a lock. Undefined when there is none; or why the host cannot listen there.
 * Source: "Azure Functions developer guide", identity-based connections.
 */
export function take(ctx: Ctx, site: Site, trigger: FunctionTrigger): Taken | { why: string } | undefined {
  const { queue = '', connection = hostStorage } = trigger;
  const target: Target = trigger.trigger === 'service-bus' ? 'bus' : 'storage';
  const opened = open(ctx, site, connection, target);
  if ('why' in opened) return opened;
  const messages = `${opened.base}/${queue}/messages`;
  const request =
    target === 'bus'
      ? { method: 'POST', url: `${messages}/head?timeout=0` }
      : { method: 'GET', url: `${messages}?numofmessages=1&visibilitytimeout=600` };
  const got = opened.send(request);
  if (got.status >= 300 || got.status === 0) return { why: targetFault(target, got) };
  if (target === 'bus') {
    const { body, headers } = got;
    const url = headers['location'];
    return url ? { message: typeof body === 'string' ? body : JSON.stringify(body), url, target } : undefined;
  }
  const [id, receipt] = [textOf(got.body, 'MessageId'), textOf(got.body, 'PopReceipt')];
  if (!id || !receipt) return undefined;
  const url = `${messages}/${id}?popreceipt=${encodeURIComponent(receipt)}`;
  return { message: textOf(got.body, 'MessageText') ?? '', url, target };
}

/** Takes a message that is done off its queue for good. */
export function settle(ctx: Ctx, site: Site, { connection, target, url }: FunctionRunRow): void {
  const opened = open(ctx, site, connection, target);
  if (!('why' in opened)) opened.send({ method: 'DELETE', url });
}
