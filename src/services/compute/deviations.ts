import type { Deviation } from '#kernel/deviation.ts';

/** Where Compute differs from Azure, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'compute-machine-body',
    title: 'What a machine needs and shows',
    azure:
      'Disks, network interfaces and images are resources of their own; a machine without an image or a network interface is refused, and the answer names the disks that were made.',
    ours: 'The body is kept as it is sent. Size and storage profile are required; named network interfaces need the permission to join them but are not looked up; no disk is made and none is named. Passwords, customData and userData are taken and not shown.',
    why: 'Nothing in the course depends on disks and networks.',
  },
  {
    id: 'compute-refusals',
    title: 'Words of some refusals',
    azure:
      'Invalid names, sizes and values are refused with InvalidParameter in many wordings. "Required parameter … is missing (null).", "Changing property … is not allowed.", "The operation requires the VM to be running (or set to run)." and "The provided instanceId … is not an active Virtual Machine Scale Set VM instanceId." are Azure’s.',
    ours: 'One sentence each. Only a few properties are held fixed: computer name, administrator and image.',
    why: 'Clients branch on status and code.',
  },
  {
    id: 'compute-put-omissions',
    title: 'What a PUT leaves out',
    azure: 'Not documented in full.',
    ours: 'An identity block, profiles, zones and the image that are not named stay; tags that are not named go. An identity block with another type replaces the old one, so that a template with type UserAssigned switches the system-assigned identity off.',
    why: 'It is what users of templates report.',
  },
  {
    id: 'compute-asynchrony',
    title: 'What goes on after the answer',
    azure:
      'Creating, changing, starting, stopping and deleting take seconds to minutes; PUT and PATCH can also be polled, and what is deleted is shown as Deleting for a while.',
    ours: 'The state changes at once. PUT answers 201 or 200 and PATCH 200, finished; delete, power, commands and instance updates answer 202, and their operation ends ten seconds later in virtual time. The status of an operation is shown to whoever knows its address.',
    why: 'Clients must poll, learners need not wait.',
  },
  {
    id: 'compute-power',
    title: 'Stopped machines',
    azure: 'A stopped machine is still billed, a deallocated one gives its hardware back. Both keep their identities.',
    ours: 'The state is shown; sizes, capacity, addresses and prices are not simulated. Powering off a deallocated machine leaves it deallocated. A session that was opened before gets no more tokens, but what it already holds can still be sent from there.',
    why: 'What matters here is that the identity stays.',
  },
  {
    id: 'compute-run-command',
    title: 'Run Command',
    azure: 'The guest agent runs the script as root or SYSTEM and gives back the end of its output.',
    ours: 'The request opens a session on the machine, from which requests can be sent with every identity that is attached. The tenant itself does not run the text of the script: its output has Azure’s frame and says so. The Cloud Shell’s az runs it in a bash on the machine’s network, and shows what that printed. RunShellScript on Linux and RunPowerShellScript on Windows; other commands, managed run commands, ssh and extensions are NotSimulated.',
    why: 'The requests that a script sends are what the lesson is about.',
  },
  {
    id: 'compute-scale-sets',
    title: 'Scale sets',
    azure:
      'Flexible and uniform orchestration; rolling upgrades in batches; instance numbers with gaps; scale-in policies, autoscale, power and reimage of instances.',
    ours: 'Uniform only, also where the body names no mode; numbers without gaps, never used twice; those with the highest numbers go first; up to 100 instances. Rolling follows the model at once, as Automatic does. Other actions are NotSimulated.',
    why: 'The upgrade policy is what decides whether an instance sees a new identity.',
  },
  {
    id: 'compute-scale-set-identity',
    title: 'An identity that a scale set got, on its instances',
    azure:
      'With the upgrade policy Manual, instances need an update before they see it: general knowledge, without a trace of what old instances answer meanwhile.',
    ours: 'Each instance keeps the identity block of the model that it was brought to last, shows it, and asks with it. An instance that still points at an identity that has ended is told by Entra ID.',
    why: 'It is the fault that people meet.',
  },
  {
    id: 'compute-not-here',
    title: 'Disks, images, extensions, availability sets',
    azure: 'Parts of Compute and its network.',
    ours: 'NotSimulated. A machine is made by a PUT of itself, as `az vm create` of the lab’s shell, `az rest` or a template send it.',
    why: 'They carry no lesson about identity.',
  },
];
