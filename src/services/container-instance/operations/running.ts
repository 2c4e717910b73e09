import * as z from 'zod/mini';
import { armOperation, onParent } from '#kernel/arm-type.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { connect, disconnect } from '../group-write.ts';
import { findRow, groups, groupType, type ContainerGroupRow } from '../models.ts';

const power = (verb: 'start' | 'stop' | 'restart', title: string) =>
  groups.on({
    action: `${groupType}/${verb}/action`,
    title,
    method: 'POST',
    below: `/${verb}`,
    handle: (ctx, { params }, { id }) => {
      const row = findRow(ctx.view, id);
      if (!row) return refuse(groups.notFound(id));
      if (verb === 'restart' && row.state === 'Stopped') return refuse(errors.notRunning(params['name'] ?? ''));
      const next: ContainerGroupRow =
        verb === 'stop' ? { ...row, state: 'Stopped' } : { ...row, state: 'Running', startedAt: ctx.now };
      if (verb === 'stop') disconnect(ctx, row.id);
      else connect(ctx, next);
      return ok({ status: 204, changes: [put('containerGroups', idKey(id), next)] });
    },
  });

/** Somebody is let on to a container: what they send from there carries every identity of the group. */
const exec = armOperation({
  action: `${groupType}/containers/exec/action`,
  title: 'Exec into Container',
  method: 'POST',
  path: `${groups.path}/containers/{container}/exec`,
  body: z.looseObject({ command: z.nullish(z.string()) }),
  requires: onParent(`${groupType}/containers/exec/action`),
  handle(ctx, { params }) {
    const group = groups.held(ctx, params);
    if ('ok' in group) return group;
    const { container = '' } = params;
    if (!group.properties.containers.some(({ name }) => name.toLowerCase() === container.toLowerCase()))
      return refuse(errors.containerNotFound(container, group.name));
    if (findRow(ctx.view, group.id)?.state !== 'Running') return refuse(errors.notRunning(group.name));
    const session = ctx.newId('exec', `${group.id} ${container}`);
    return ok({
      status: 200,
      body: {
        webSocketUri: `wss://bridge-linux-01.${group.location}.management.azurecontainer.io/exec/${session}`,
        password: ctx.newId('exec-password', session),
      },
      effects: [{ kind: 'open-session', host: group.id }],
    });
  },
});

export const runningOperations = [
  power('start', 'Start Container Group'),
  power('stop', 'Stop Container Group'),
  power('restart', 'Restart Container Group'),
  exec,
];
