import type { Body } from '../implement.ts';
import { appsettingsCommands } from '../webapp/config/appsettings/commands.ts';
import { identityCommands } from '../webapp/identity/commands.ts';
import { powerCommands } from '../webapp/power.ts';
import { functionappConfigSet, functionappConfigShow } from './config.ts';
import { functionappCreate } from './create.ts';
import { functionCommands } from './functions.ts';
import { checkLanguage } from './language.ts';
import { functionappListConsumptionLocations, functionappListRuntimes } from './list-runtimes.ts';
import { functionappDelete, functionappList, functionappShow } from './look.ts';
import { functionappSlotCommands } from './slot.ts';
import { functionappUpdate } from './update.ts';

/** What `az functionapp …` does: apps with their identities, settings and slots, and their functions. */
export const functionappBodies: readonly Body[] = [
  ...appsettingsCommands('functionapp', checkLanguage),
  ...functionCommands,
  ...functionappSlotCommands,
  ...identityCommands('functionapp'),
  ...powerCommands('functionapp'),
  functionappConfigSet,
  functionappConfigShow,
  functionappCreate,
  functionappDelete,
  functionappList,
  functionappListConsumptionLocations,
  functionappListRuntimes,
  functionappShow,
  functionappUpdate,
];
