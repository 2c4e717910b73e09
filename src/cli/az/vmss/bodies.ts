import type { Body } from '../implement.ts';
import { vmssCreate } from './create.ts';
import { vmssDelete, vmssDeleteInstances } from './delete.ts';
import { vmssIdentityAssign, vmssIdentityRemove, vmssIdentityShow } from './identity/commands.ts';
import { vmssGetInstanceView } from './instance-view.ts';
import { vmssList, vmssListInstances } from './list.ts';
import { vmssDeallocate, vmssRestart, vmssStart, vmssStop, vmssUpdateInstances } from './power.ts';
import { vmssRunCommandInvoke } from './run-command/invoke.ts';
import { vmssScale } from './scale.ts';
import { vmssShow } from './show.ts';

/** What `az vmss` does, a line a command. */
export const vmssBodies: readonly Body[] = [
  vmssCreate,
  vmssDeallocate,
  vmssDelete,
  vmssDeleteInstances,
  vmssGetInstanceView,
  vmssIdentityAssign,
  vmssIdentityRemove,
  vmssIdentityShow,
  vmssList,
  vmssListInstances,
  vmssRestart,
  vmssRunCommandInvoke,
  vmssScale,
  vmssShow,
  vmssStart,
  vmssStop,
  vmssUpdateInstances,
];
