import type { Deviation } from '#kernel/deviation.ts';

/** Where management locks differ from Azure's, or where no public source settled what Azure does. */
export const deviations: readonly Deviation[] = [
  {
    id: 'locks-read-only-actions',
    title: 'Which POST requests a ReadOnly lock stops',
    azure: 'All POST requests, as documented for listing storage keys; whether some are let through is not written.',
    ours: 'Every POST whose permission is not a read.',
    why: 'The permission says whether Azure takes a request for a read.',
  },
  {
    id: 'locks-order',
    title: 'Lock or policy first',
    azure: 'Which of the two refuses first is not documented.',
    ours: 'The lock.',
    why: 'It is the cheaper question.',
  },
  {
    id: 'locks-delete-scopes',
    title: 'What a lock keeps from being deleted',
    azure:
      'A lock stops the deletion of its scope, of what lies below and of a resource group that holds a locked resource. Not every resource provider asks for locks on what lies above.',
    ours: 'The same, and the deletion of any resource with a locked child.',
    why: 'A lock that could be got around from above would protect nothing.',
  },
  {
    id: 'locks-escaped-scope',
    title: 'A scope whose slashes are escaped',
    azure:
      'One official client escapes the slashes of a scope in its operations "by scope"; how the service reads them is not documented.',
    ours: 'An escaped slash is part of a name, so that such a scope is none; the operations for a subscription, a group and a resource work.',
    why: 'Names in other services may hold escaped slashes.',
  },
  {
    id: 'locks-start',
    title: 'Locks do not hold for the lab itself',
    azure: 'They hold for everybody.',
    ours: "Not for the platform's own work nor for what a lab's start arranges.",
    why: 'Both ask no permission either.',
  },
  {
    id: 'locks-wording',
    title: 'Locks that are not there or not well named',
    azure: 'LockNotFound; its sentence was not seen in a trace. How a forbidden name is refused is not published.',
    ours: 'LockNotFound in a sentence from memory; a name with forbidden characters is answered as not simulated.',
    why: 'Clients act on the code and the status.',
  },
];
