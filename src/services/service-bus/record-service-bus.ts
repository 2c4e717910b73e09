import { clientAddress } from '#kernel/addresses.ts';
import type { Caller } from '#kernel/define.ts';
import type { Observed } from '#kernel/door.ts';
import { resourceLog } from '#kernel/logs.ts';
import type { Change } from '#kernel/tables.ts';
import { claimsAction, sendAction } from './access.ts';
import { namespaceById, namespaces } from './models.ts';

type Columns = Record<string, unknown>;

/** Who asked and by which proof. A request whose proof did not hold has nobody's name. */
function authOf(caller: Caller | undefined): Columns {
  const policy = caller?.credential?.['policy'];
  if (policy !== undefined) return { AuthType: 'SAS', AuthId: policy, AuthKey: policy };
  const appId = caller?.token?.claims.appid;
  return caller?.token ? { AuthType: 'Azure Active Directory', AuthId: appId, AuthKey: appId } : {};
}

const activityOf = (action: string | undefined): string =>
  action === claimsAction ? 'Authorization' : action === sendAction ? 'SendMessage' : 'ReceiveMessage';

const base = (observed: Observed): Columns => ({
  ActivityId: observed.correlationId,
  Provider: 'SERVICEBUS',
});

/** Runtime audit: every request of the data plane, allowed or refused. Azure keeps it for the Premium tier only. */
function recordRuntime(observed: Observed): Change[] {
  const { params, view, caller, status, operation, call } = observed;
  const namespace = namespaceById(view, params['namespaceId'] ?? '');
  if (!namespace || namespace.sku.name !== 'Premium') return [];
  return resourceLog(observed, {
    table: 'AZMSRunTimeAuditLogs',
    category: 'RuntimeAuditLogs',
    resourceId: namespace.id,
    columns: {
      ...base(observed),
      ActivityName: activityOf(operation?.action),
      ...authOf(caller),
      Status: status < 400 ? 'Success' : 'Failure',
      Protocol: operation?.action === claimsAction ? 'AMQP' : 'HTTP',
      NetworkType: 'Public',
      ClientIp: clientAddress(view, call.origin),
      Count: 1,
      Properties: { Entity: params['entity'] ?? '', Status: status },
    },
  });
}

const nouns: [RegExp, string][] = [
  [/authorizationRules$/i, 'AuthorizationRule'],
  [/networkrulesets$/i, 'NetworkRuleSet'],
  [/subscriptions$/i, 'Subscription'],
  [/topics$/i, 'Topic'],
  [/queues$/i, 'Queue'],
  [/namespaces$/i, 'Namespace'],
];

/** `Create Queue`: how the operational log calls a write or delete of the control plane. */
function eventOf(action: string, method: string): string | undefined {
  const [resource, verb] = [action.slice(0, action.lastIndexOf('/')), action.slice(action.lastIndexOf('/') + 1)];
  const noun = nouns.find(([end]) => end.test(resource))?.[1];
  if (!noun || !/^(?:write|delete)$/i.test(verb)) return undefined;
  return `${verb === 'write' ? (method === 'PATCH' ? 'Update' : 'Create') : 'Delete'} ${noun}`;
}

/** Operational log: writes and deletes of the namespace and what is in it, as Resource Manager sent them. */
function recordOperation(observed: Observed): Change[] {
  const { operation, params, view, status, call } = observed;
  const event = eventOf(operation?.action ?? '', call.request.method.toUpperCase());
  if (!event || !operation?.action.startsWith('Microsoft.ServiceBus/')) return [];
  const namespace = namespaces.find(view, namespaces.idOf(params));
  if (!namespace || status === 401 || status === 403) return [];
  return resourceLog(observed, {
    table: 'AZMSOperationalLogs',
    category: 'OperationalLogs',
    resourceId: namespace.id,
    columns: {
      ...base(observed),
      EventName: event,
      EventProperties: JSON.stringify({
        SubscriptionId: params['subscriptionId'],
        Namespace: namespace.name,
        Via: call.request.url,
      }),
      Caller: 'ARM',
      Status: status < 400 ? 'Succeeded' : 'Failed',
    },
  });
}

/**
 * The resource logs of a namespace: who used its data and how they proved themselves, and what was changed about it. The
 * front door calls it. Source: "Azure Service Bus monitoring data reference", "AZMSRunTimeAuditLogs", "AZMSOperationalLogs".
 */
export function recordServiceBus(observed: Observed): Change[] {
  const { operation } = observed;
  if (operation?.surface === 'service-bus') return recordRuntime(observed);
  return operation?.action.startsWith('Microsoft.ServiceBus/') ? recordOperation(observed) : [];
}
