import * as z from 'zod/mini';
import { ok, put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { serverType, table, type AuditingRow, type ServerRow } from '../models.ts';
import { onServer } from './servers.ts';

const type = `${serverType}/auditingSettings`;

const AuditingGiven = z.object({
  properties: z.object({
    state: z.enum(['Enabled', 'Disabled']),
    isAzureMonitorTargetEnabled: z.nullish(z.boolean()),
    auditActionsAndGroups: z.nullish(z.array(z.string())),
  }),
});

const groups = [
  'SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP',
  'FAILED_DATABASE_AUTHENTICATION_GROUP',
  'BATCH_COMPLETED_GROUP',
];
const off = { state: 'Disabled', isAzureMonitorTargetEnabled: false, auditActionsAndGroups: [] };

const auditingOf = (view: View, id: string): Record<string, unknown> =>
  view.get<AuditingRow>(table.auditing, idKey(id))?.properties ?? off;

/** Whether what happens in the databases of this server is written down for Azure Monitor. */
export const isAudited = (view: View, serverId: string): boolean => {
  const { state, isAzureMonitorTargetEnabled } = auditingOf(view, serverId);
  return state === 'Enabled' && isAzureMonitorTargetEnabled === true;
};

const body = ({ id }: ServerRow, properties: Record<string, unknown>): unknown => ({
  properties,
  id: `${id}/auditingSettings/Default`,
  name: 'Default',
  type,
});

const putAuditing = onServer({
  action: `${type}/write`,
  title: 'Set server auditing',
  method: 'PUT',
  below: '/auditingSettings/default',
  body: AuditingGiven,
  handle(_ctx, input, server) {
    const given = (input.body as z.infer<typeof AuditingGiven>).properties;
    const properties = {
      state: given.state,
      isAzureMonitorTargetEnabled: given.isAzureMonitorTargetEnabled ?? false,
      auditActionsAndGroups: given.auditActionsAndGroups ?? (given.state === 'Enabled' ? groups : []),
    };
    const row: AuditingRow = { server: idKey(server.id), properties };
    return ok({
      status: 200,
      body: body(server, properties),
      changes: [put(table.auditing, idKey(server.id), row)],
    });
  },
});

const getAuditing = onServer({
  action: `${type}/read`,
  title: 'Get server auditing',
  method: 'GET',
  below: '/auditingSettings/default',
  handle: (ctx, _input, server) => ok({ status: 200, body: body(server, auditingOf(ctx.view, server.id)) }),
});

export const auditingOperations = [putAuditing, getAuditing];
