import type { Body } from '../implement.ts';
import { vmListIpAddresses, vmListSizes } from './addresses.ts';
import { vmCreate } from './create.ts';
import { vmDelete } from './delete.ts';
import { vmIdentityAssign, vmIdentityRemove, vmIdentityShow } from './identity/commands.ts';
import { vmGetInstanceView } from './instance-view.ts';
import { vmList } from './list.ts';
import { vmDeallocate, vmRestart, vmStart, vmStop } from './power.ts';
import { vmResize } from './resize.ts';
import { vmRunCommandInvoke } from './run-command/invoke.ts';
import { vmShow } from './show.ts';
import { vmUpdate } from './update.ts';
import { vmWait } from './wait.ts';

/** What `az vm` does, a line a command. */
export const vmBodies: readonly Body[] = [
  vmCreate,
  vmDeallocate,
  vmDelete,
  vmGetInstanceView,
  vmIdentityAssign,
  vmIdentityRemove,
  vmIdentityShow,
  vmList,
  vmListIpAddresses,
  vmListSizes,
  vmResize,
  vmRestart,
  vmRunCommandInvoke,
  vmShow,
  vmStart,
  vmStop,
  vmUpdate,
  vmWait,
];
