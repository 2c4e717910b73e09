import type { Body } from '../implement.ts';
import { webappConfigAppsettingsDelete } from './config/appsettings/delete.ts';
import { webappConfigAppsettingsList } from './config/appsettings/list.ts';
import { webappConfigAppsettingsSet } from './config/appsettings/set.ts';
import { webappCreate } from './create.ts';
import { webappDelete } from './delete.ts';
import { webappIdentityAssign } from './identity/assign.ts';
import { webappIdentityRemove } from './identity/remove.ts';
import { webappIdentityShow } from './identity/show.ts';
import { webappList } from './list.ts';
import { webappRestart, webappStart, webappStop } from './power.ts';
import { webappShow } from './show.ts';

/** What this lab does of `az webapp`. */
export const webappBodies: readonly Body[] = [
  webappConfigAppsettingsDelete,
  webappConfigAppsettingsList,
  webappConfigAppsettingsSet,
  webappCreate,
  webappDelete,
  webappIdentityAssign,
  webappIdentityRemove,
  webappIdentityShow,
  webappList,
  webappRestart,
  webappShow,
  webappStart,
  webappStop,
];
