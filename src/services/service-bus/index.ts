import { second } from '#kernel/clock.ts';
import type { Service } from '#kernel/define.ts';
import { table, type EntityRow, type MessageRow, type RuleRow } from './models.ts';
import { claimsOperations } from './operations/claims.ts';
import { entityOperations } from './operations/entities.ts';
import { namespaceOperations } from './operations/namespaces.ts';
import { networkOperations } from './operations/network-rules.ts';
import { receiveOperations } from './operations/receive.ts';
import { ruleOperations } from './operations/rules.ts';
import { sendOperations } from './operations/send.ts';
import { settleOperations } from './operations/settle.ts';
import { recordServiceBus } from './record-service-bus.ts';
import { serviceBusSurface } from './surface.ts';

/**
 * Azure Service Bus: namespaces, queues, topics and subscriptions as ARM resources, their messages at
 * `{namespace}.servicebus.windows.net`. Behaviour: https://learn.microsoft.com/rest/api/servicebus/
 */
export const serviceBus: Service = {
  namespace: 'Microsoft.ServiceBus',
  surfaces: [serviceBusSurface],
  operations: [
    ...namespaceOperations,
    ...entityOperations,
    ...ruleOperations,
    ...networkOperations,
    ...sendOperations,
    ...receiveOperations,
    ...settleOperations,
    ...claimsOperations,
  ],
  observers: [recordServiceBus],
  indexes: {
    [table.entities]: { parent: (row: EntityRow) => [row.parent] },
    [table.rules]: { parent: (row: RuleRow) => [row.parent] },
    [table.messages]: { entity: (row: MessageRow) => [row.entity] },
  },
  upcoming: (view, now) =>
    view.all<MessageRow>(table.messages).flatMap(({ entity, state, enqueuedAt, lockedUntil = 0 }) => {
      const name = entity.slice(entity.lastIndexOf('/') + 1);
      if (state === 'Scheduled' && enqueuedAt - now > second)
        return [{ at: enqueuedAt, what: `A scheduled message arrives in ${name}` }];
      return lockedUntil - now > second ? [{ at: lockedUntil, what: `The lock of a message of ${name} ends` }] : [];
    }),
};
