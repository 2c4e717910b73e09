import type { Body } from '../implement.ts';
import { appsettingsCommands } from './config/appsettings/commands.ts';
import { webappConfigSet, webappConfigShow } from './config/commands.ts';
import {
  webappConfigConnectionStringDelete,
  webappConfigConnectionStringList,
  webappConfigConnectionStringSet,
} from './config/connection-string/commands.ts';
import { webappCreate } from './create.ts';
import { webappDelete } from './delete.ts';
import { webappListPublishingCredentials, webappListPublishingProfiles } from './deployment/publishing.ts';
import { webappDeploymentSlotCreate } from './deployment/slot/create.ts';
import { webappSlotCommands } from './deployment/slot/slots.ts';
import { identityCommands } from './identity/commands.ts';
import { webappList } from './list.ts';
import { webappListRuntimes } from './list-runtimes.ts';
import { powerCommands } from './power.ts';
import { webappShow } from './show.ts';
import { webappSsh } from './ssh.ts';
import { webappUpdate } from './update.ts';

/** What this lab does of `az webapp`. */
export const webappBodies: readonly Body[] = [
  ...appsettingsCommands('webapp'),
  ...identityCommands('webapp'),
  ...powerCommands('webapp'),
  ...webappSlotCommands,
  webappConfigConnectionStringDelete,
  webappConfigConnectionStringList,
  webappConfigConnectionStringSet,
  webappConfigSet,
  webappConfigShow,
  webappCreate,
  webappDelete,
  webappDeploymentSlotCreate,
  webappList,
  webappListPublishingCredentials,
  webappListPublishingProfiles,
  webappListRuntimes,
  webappShow,
  webappSsh,
  webappUpdate,
];
