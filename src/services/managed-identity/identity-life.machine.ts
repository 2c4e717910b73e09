import { setup } from 'xstate';

type LifeEvent =
  { type: 'enable' } | { type: 'disable' } | { type: 'hostDeleted' } | { type: 'create' } | { type: 'delete' };

/**
 * The life of a managed identity. Each way into `active` makes a new service principal with a new principal id and a
 * new client id; each way out of it deletes that principal, and what was granted to it stays behind as an orphan.
 * A system-assigned identity is enabled and disabled with its host's identity block and ends with the host; a
 * user-assigned one is a resource of its own, created and deleted, and hosts keep pointing at it when it is gone.
 * Source: "What are managed identities for Azure resources?", "Managed identities FAQ".
 */
export const identityLifeMachine = setup({ types: { events: {} as LifeEvent } }).createMachine({
  id: 'identity-life',
  initial: 'absent',
  states: {
    absent: { on: { enable: 'active', create: 'active' } },
    active: { on: { disable: 'removed', hostDeleted: 'deletedWithHost', delete: 'deleted' } },
    /** Switched off on a host that lives on. */
    removed: { on: { enable: 'active' } },
    /** A host of the same name starts with an identity of its own. */
    deletedWithHost: { on: { enable: 'active' } },
    /** An identity of the same name is another one. */
    deleted: { on: { create: 'active' } },
  },
});
