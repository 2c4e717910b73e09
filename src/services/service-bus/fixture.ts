import { namespaceType } from './models.ts';
import { signature } from './sas.ts';
import { group, TestTenant, type Answer, type Json } from '../test-tenant.ts';

/** What the tests of this folder need: a tenant with one namespace and a principal of each kind. */

export const namespaceId = `${group}/providers/${namespaceType}/sb-test1`;
export const queueId = `${namespaceId}/queues/orders`;
export const topicId = `${namespaceId}/topics/news`;
export const host = 'https://sb-test1.servicebus.windows.net';
export const audience = 'https://servicebus.azure.net/';
export const sendAction = `${namespaceType}/messages/send/action`;
export const receiveAction = `${namespaceType}/messages/receive/action`;

interface How {
  headers?: Record<string, string>;
  body?: string;
  /** `Authorization`; absent: the lab's start asks. */
  as?: string;
}

export class Fixture extends TestTenant {
  /** Namespace sb-test1 (Standard) with the queue orders, the topic news and its subscriptions all and some. */
  furnish(namespace: Record<string, unknown> = {}, queue: Record<string, unknown> = {}): this {
    this.made(namespaceId, { location: 'westeurope', sku: { name: 'Standard' }, ...namespace });
    this.made(queueId, { properties: queue });
    this.made(topicId, {});
    for (const name of ['all', 'some']) this.made(`${topicId}/subscriptions/${name}`, {});
    return this;
  }

  made(id: string, body: unknown): Answer {
    const answer = this.arm('PUT', id, body);
    if (answer.status >= 300) throw new Error(`${id}: ${answer.status} ${answer.text}`);
    return answer;
  }

  /** A request to the data plane, from the internet or, without `as`, by the lab's start. */
  bus(method: string, path: string, { headers, body, as }: How = {}): Answer {
    return this.send(method, `${host}${path}`, body ?? '', {
      headers: { ...headers, ...(as !== undefined && { authorization: as }) },
      ...(as !== undefined && { token: null }),
    });
  }

  bearer(principalId: string, resource = audience): string {
    return `Bearer ${this.token(principalId, resource, 'ServicePrincipal')}`;
  }

  /** A shared access signature of a policy, by its primary key. */
  sas(parentId: string, policy: string, path = '', seconds = 3600): string {
    const { primaryKey } = this.arm('POST', `${parentId}/authorizationRules/${policy}/listKeys`).json as unknown as {
      primaryKey: string;
    };
    const resource = encodeURIComponent(`${host}${path}`.toLowerCase());
    const expiry = String(Math.floor(this.now / 1000) + seconds);
    const sig = encodeURIComponent(signature(primaryKey, resource, expiry));
    return `SharedAccessSignature sr=${resource}&sig=${sig}&se=${expiry}&skn=${policy}`;
  }

  post(body: string, broker?: Record<string, unknown>, path = '/orders'): Answer {
    return this.bus('POST', `${path}/messages`, {
      body,
      ...(broker && { headers: { brokerproperties: JSON.stringify(broker) } }),
    });
  }

  /** Peek-locks the next message: what the bus says of it, or undefined. */
  take(path = '/orders'): { broker: Json; body: string; location: string } | undefined {
    const { status, text, response } = this.bus('POST', `${path}/messages/head`);
    if (status !== 201) return undefined;
    const broker = JSON.parse(response.headers['brokerproperties'] ?? '{}') as Json;
    return { broker, body: text, location: (response.headers['location'] ?? '').slice(host.length) };
  }
}

/** The sentence of a refusal of the data plane, without what differs from request to request. */
export const detailOf = ({ text }: Answer): string =>
  (/<Detail>([\s\S]*)<\/Detail>/.exec(text)?.[1] ?? '').replace(/ TrackingId:.*$/, '');
