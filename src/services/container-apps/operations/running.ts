import * as z from 'zod/mini';
import { armOperation, onParent } from '#kernel/arm-type.ts';
import { armTime, hour } from '#kernel/clock.ts';
import type { Ctx, Operation } from '#kernel/define.ts';
import { ok, put, refuse, type Outcome, type Refusal } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { regionTitle } from '#kernel/regions.ts';
import { appShape, replicaShape, revisionShape } from '../app-shape.ts';
import { announce, restarted } from '../app-write.ts';
import * as errors from '../errors.ts';
import { apps, findRow, readyRevision, type App, type AppRow, type Revision } from '../models.ts';
import { polled } from './polling.ts';

/** Carries on with the app of the path, or says that there is none. */
function withApp(ctx: Ctx, params: Record<string, string>, then: (app: App, row: AppRow) => Outcome): Outcome {
  const { id, row: app } = apps.at(ctx, params);
  const row = findRow(ctx.view, id);
  return app && row ? then(app, row) : refuse(apps.notFound(id));
}

const power = (verb: 'start' | 'stop'): Operation =>
  armOperation({
    action: `${apps.type}/${verb}/action`,
    title: verb === 'start' ? 'Start Container App' : 'Stop Container App',
    method: 'POST',
    path: `${apps.path}/${verb}`,
    requires: onParent(`${apps.type}/${verb}/action`),
    handle: (ctx, input) =>
      withApp(ctx, input.params, (app, row) => {
        let next: AppRow = { ...row, state: verb === 'start' ? 'Running' : 'Stopped' };
        if (verb === 'start') {
          const started = restarted(ctx, app, next);
          if ('refusal' in started) return refuse(started.refusal);
          next = started.row;
        } else announce(ctx, app, next);
        return polled(ctx, input, {
          status: 202,
          resource: app.id,
          location: app.location,
          body: appShape(ctx.view, app, next),
          changes: [put('containerApps', idKey(app.id), next)],
        });
      }),
  });

const listSecrets = armOperation({
  action: `${apps.type}/listSecrets/action`,
  title: 'List Container App Secrets',
  method: 'POST',
  path: `${apps.path}/listSecrets`,
  reads: true,
  requires: onParent(`${apps.type}/listSecrets/action`),
  handle: (ctx, { params }) =>
    withApp(ctx, params, (_app, { secrets }) => ok({ status: 200, body: { value: secrets } })),
});

/** A token for the app's event streams. Nothing here takes it: `exec` opens the session. */
const getAuthToken = armOperation({
  action: `${apps.type}/getAuthToken/action`,
  title: 'Get Container App Auth Token',
  method: 'POST',
  path: `${apps.path}/getAuthtoken`,
  requires: onParent(`${apps.type}/getAuthToken/action`),
  handle: (ctx, { params }) =>
    withApp(ctx, params, (app) =>
      ok({
        status: 200,
        body: {
          id: app.id,
          name: app.name,
          type: app.type,
          location: regionTitle(app.location),
          properties: { token: ctx.newId('stream-token', app.id), expires: armTime(ctx.now + hour) },
        },
      }),
    ),
});

/** Somebody is let on to a container: what they send from there carries the app's identities. */
const exec = armOperation({
  action: `${apps.type}/exec/action`,
  title: 'Exec into Container App',
  method: 'POST',
  path: `${apps.path}/exec`,
  body: z.looseObject({ command: z.nullish(z.string()), container: z.nullish(z.string()) }),
  requires: onParent(`${apps.type}/exec/action`),
  handle: (ctx, { params, body: { container } }) =>
    withApp(ctx, params, (app, row) => {
      const revision = readyRevision(row);
      if (!revision || row.state !== 'Running') return refuse(errors.notRunning(app.name));
      const { containers } = revision.template;
      const entered = container ? containers.find(({ name }) => name === container) : containers[0];
      if (!entered) return refuse(errors.containerNotFound(container ?? ''));
      return ok({
        status: 200,
        body: { revision: revision.name, container: entered.name },
        effects: [{ kind: 'open-session', host: app.id }],
      });
    }),
});

const revisionPath = `${apps.path}/revisions/{revision}`;

function withRevision(
  ctx: Ctx,
  params: Record<string, string>,
  then: (app: App, row: AppRow, revision: Revision) => Outcome,
): Outcome {
  const { revision: name = '' } = params;
  return withApp(ctx, params, (app, row) => {
    const revision = row.revisions.find((one) => one.name.toLowerCase() === name.toLowerCase());
    return revision ? then(app, row, revision) : refuse(errors.revisionNotFound(name) satisfies Refusal);
  });
}

const listRevisions = armOperation({
  action: `${apps.type}/revisions/read`,
  title: 'List Container App Revisions',
  method: 'GET',
  path: `${apps.path}/revisions`,
  handle: (ctx, { params }) =>
    withApp(ctx, params, (app, row) =>
      ok({ status: 200, body: { value: row.revisions.map((one) => revisionShape(app, row, one)) } }),
    ),
});

const getRevision = armOperation({
  action: `${apps.type}/revisions/read`,
  title: 'Get Container App Revision',
  method: 'GET',
  path: revisionPath,
  handle: (ctx, { params }) =>
    withRevision(ctx, params, (app, row, revision) => ok({ status: 200, body: revisionShape(app, row, revision) })),
});

const listReplicas = armOperation({
  action: `${apps.type}/revisions/replicas/read`,
  title: 'List Container App Replicas',
  method: 'GET',
  path: `${revisionPath}/replicas`,
  handle: (ctx, { params }) =>
    withRevision(ctx, params, (app, row, revision) => {
      const serves = row.state === 'Running' && readyRevision(row)?.name === revision.name;
      return ok({ status: 200, body: { value: serves ? [replicaShape(app, revision)] : [] } });
    }),
});

const restartRevision = armOperation({
  action: `${apps.type}/revisions/restart/action`,
  title: 'Restart Container App Revision',
  method: 'POST',
  path: `${revisionPath}/restart`,
  requires: onParent(`${apps.type}/revisions/restart/action`),
  handle: (ctx, { params }) =>
    withRevision(ctx, params, (app, row) => {
      const started = restarted(ctx, app, row);
      if ('refusal' in started) return refuse(started.refusal);
      const changes = [put('containerApps', idKey(app.id), started.row)];
      return ok({ status: 200, body: '"Restart succeeded"', changes });
    }),
});

export const runningOperations = [
  power('start'),
  power('stop'),
  listSecrets,
  getAuthToken,
  exec,
  listRevisions,
  getRevision,
  listReplicas,
  restartRevision,
];
