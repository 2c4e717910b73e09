import type { Service } from '#kernel/define.ts';
import { table, type Catalog, type FirewallRow, type TableRow } from './models.ts';
import { administratorOperations } from './operations/administrators.ts';
import { auditingOperations } from './operations/auditing.ts';
import { batchOperations } from './operations/batch.ts';
import { capabilityOperations } from './operations/capabilities.ts';
import { databaseOperations } from './operations/databases.ts';
import { firewallOperations } from './operations/firewall-rules.ts';
import { longRunningOperations } from './operations/long-running.ts';
import { serverOperations } from './operations/servers.ts';
import { recordAudit } from './record-audit.ts';
import { sqlSurface } from './surface.ts';

/**
 * Azure SQL Database: logical servers and databases as ARM resources, and what is in a database at
 * `{server}.database.windows.net`, where users and their rights are the database's own.
 * Behaviour: https://learn.microsoft.com/azure/azure-sql/database/
 */
export const sql: Service = {
  namespace: 'Microsoft.Sql',
  surfaces: [sqlSurface],
  operations: [
    ...serverOperations,
    ...administratorOperations,
    ...capabilityOperations,
    ...databaseOperations,
    ...firewallOperations,
    ...auditingOperations,
    ...longRunningOperations,
    ...batchOperations,
  ],
  indexes: {
    [table.firewall]: { server: (row: FirewallRow) => [row.server] },
    [table.catalogs]: { server: (row: Catalog) => [row.server] },
    [table.tables]: { database: (row: TableRow) => [row.database] },
  },
  observers: [recordAudit],
};
