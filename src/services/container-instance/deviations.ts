import type { Deviation } from '#kernel/deviation.ts';

/** Where Container Instances differs from Azure, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'container-instance-identity',
    title: 'When an identity reaches the containers',
    azure:
      'At creation; for another set the group must be made again. What a PUT with another identity does to a group that is there is not settled.',
    ours: 'ARM shows the new block at once; the containers keep the identities that they were made with, also over a restart, until the group is deleted and made again.',
    why: 'It is the documented advice.',
  },
  {
    id: 'container-instance-body',
    title: 'What a group needs and shows',
    azure:
      'Images are pulled and must exist, resources are checked against quotas, addresses are given, containers end and are restarted.',
    ours: 'Containers, an image each and an operating system are required; the body is kept as it is sent, without secure values. Nothing is pulled: every container runs. A PUT names the whole group.',
    why: 'What the container asks with its identity is what the lesson is about.',
  },
  {
    id: 'container-instance-refusals',
    title: 'Words of refusals',
    azure: 'Codes and sentences of the provider are known to us in part.',
    ours: 'One sentence each.',
    why: 'Clients branch on the status.',
  },
  {
    id: 'container-instance-patch',
    title: 'PATCH',
    azure: 'Changes tags; what it does with other members is not said.',
    ours: 'Tags. A body with identity or properties is NotSimulated.',
    why: 'A change that is silently dropped would look like success.',
  },
  {
    id: 'container-instance-asynchrony',
    title: 'Changes take effect at once',
    azure: 'Creating, starting and deleting take seconds to minutes and can be polled.',
    ours: 'In the moment of the request: 201 or 200, and 204 for start, stop and restart.',
    why: 'Waiting teaches nothing here.',
  },
  {
    id: 'container-instance-exec',
    title: 'A session in a container',
    azure: 'The answer is the address and the password of a WebSocket, on which a terminal talks.',
    ours: 'The same shape. The request opens a session, from which requests can be sent; nothing answers at the address, which is made up. In the Cloud Shell a shell of the container’s begins; another command than a shell is run by bash. Logs and attaching are NotSimulated.',
    why: 'The terminal of the lesson takes its place.',
  },
];
