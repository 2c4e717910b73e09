import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { refuse, type Outcome } from '#kernel/result.ts';
import { entityIn, receiveAction, requirementOf, sendAction } from '../access.ts';
import { namedBy, resourceName } from '../address.ts';
import * as say from '../errors.ts';
import { namespaceAt, type EntityRow, type NamespaceRow } from '../models.ts';

export interface At {
  namespace: NamespaceRow;
  entity: EntityRow;
  /** The dead-letter queue of the entity is meant. */
  dead: boolean;
  /** `sb://…`, as sentences name it. */
  resource: string;
}

/** The entity that the address names, or its 404. Asked after the permission: who may nothing learns nothing. */
export function entityAt({ view }: Ctx, { params, url }: Input): At | Outcome {
  const namespace = namespaceAt(view, params);
  const named = namedBy(params['entity'] ?? '');
  const entity = named && entityIn(view, namespace, named);
  const resource = resourceName(url);
  if (!named || !entity) return refuse(say.entityNotFound(resource));
  return { namespace, entity, dead: named.dead, resource };
}

/** Declares an operation of the data plane on an entity. */
export const dataOperation = (declared: {
  right: 'Send' | 'Listen';
  title: string;
  method: string;
  path: string;
  reads?: boolean;
  handle(ctx: Ctx, input: Input, at: At): Outcome;
}): Operation => {
  const { right, title, method, path, reads } = declared;
  const action = right === 'Send' ? sendAction : receiveAction;
  return defineOperation({
    action,
    title,
    surface: 'service-bus',
    plane: 'data',
    method,
    path,
    ...(reads && { reads }),
    requires: (input) => requirementOf(action, input),
    handle(ctx, input) {
      const at = entityAt(ctx, input);
      if ('ok' in at) return at;
      const { status, kind } = at.entity;
      const off = status === 'Disabled' || status === (right === 'Send' ? 'SendDisabled' : 'ReceiveDisabled');
      if (off) return refuse(say.entityDisabled(at.resource));
      const fits = right === 'Send' ? kind !== 'subscription' && !at.dead : kind !== 'topic';
      return fits ? declared.handle(ctx, input, at) : refuse(say.entityNotFound(at.resource));
    },
  });
};
