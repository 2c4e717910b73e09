import type { Body } from '../implement.ts';
import { sqlDbShowConnectionString } from './db/connection-string.ts';
import { sqlDbCreate } from './db/create.ts';
import { sqlDbListEditions } from './db/list-editions.ts';
import { sqlDbDelete, sqlDbList, sqlDbShow } from './db/look.ts';
import {
  sqlServerAdAdminCreate,
  sqlServerAdAdminDelete,
  sqlServerAdAdminList,
  sqlServerAdAdminUpdate,
} from './server/ad-admin/administrators.ts';
import {
  sqlServerAdOnlyAuthDisable,
  sqlServerAdOnlyAuthEnable,
  sqlServerAdOnlyAuthGet,
} from './server/ad-only-auth.ts';
import { sqlServerCreate } from './server/create.ts';
import { sqlServerDelete } from './server/delete.ts';
import {
  sqlServerFirewallRuleCreate,
  sqlServerFirewallRuleDelete,
  sqlServerFirewallRuleList,
  sqlServerFirewallRuleShow,
  sqlServerFirewallRuleUpdate,
} from './server/firewall-rules.ts';
import { sqlServerList, sqlServerShow } from './server/look.ts';
import { sqlServerUpdate } from './server/update.ts';

/** What `az sql …` does: logical servers, who administers them, who reaches them, and their databases. */
export const sqlBodies: readonly Body[] = [
  sqlDbCreate,
  sqlDbDelete,
  sqlDbList,
  sqlDbListEditions,
  sqlDbShow,
  sqlDbShowConnectionString,
  sqlServerAdAdminCreate,
  sqlServerAdAdminDelete,
  sqlServerAdAdminList,
  sqlServerAdAdminUpdate,
  sqlServerAdOnlyAuthDisable,
  sqlServerAdOnlyAuthEnable,
  sqlServerAdOnlyAuthGet,
  sqlServerCreate,
  sqlServerDelete,
  sqlServerFirewallRuleCreate,
  sqlServerFirewallRuleDelete,
  sqlServerFirewallRuleList,
  sqlServerFirewallRuleShow,
  sqlServerFirewallRuleUpdate,
  sqlServerList,
  sqlServerShow,
  sqlServerUpdate,
];
