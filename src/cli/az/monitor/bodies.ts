import type { Body } from '../implement.ts';
import { monitorActivityLogList } from './activity-log/list.ts';
import {
  diagnosticSettingsCategoriesList,
  diagnosticSettingsCreate,
  diagnosticSettingsDelete,
  diagnosticSettingsList,
  diagnosticSettingsShow,
  diagnosticSettingsUpdate,
} from './diagnostic-settings/diagnostic-settings.ts';
import {
  workspaceCreate,
  workspaceDelete,
  workspaceGetSharedKeys,
  workspaceList,
  workspaceShow,
} from './log-analytics/workspace.ts';

/** What this lab does of `az monitor`. */
export const monitorBodies: readonly Body[] = [
  diagnosticSettingsCategoriesList,
  diagnosticSettingsCreate,
  diagnosticSettingsDelete,
  diagnosticSettingsList,
  diagnosticSettingsShow,
  diagnosticSettingsUpdate,
  monitorActivityLogList,
  workspaceCreate,
  workspaceDelete,
  workspaceGetSharedKeys,
  workspaceList,
  workspaceShow,
];
