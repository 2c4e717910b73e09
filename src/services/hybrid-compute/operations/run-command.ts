import * as z from 'zod/mini';
import { armOperation } from '#kernel/arm-type.ts';
import { armTime } from '#kernel/clock.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { machines, type RunCommandRow } from '../models.ts';

const type = `${machines.type}/runCommands`;
const path = `${machines.path}/runCommands/{command}`;

/** Source: REST API "Machine Run Commands - Get". */
const shape = ({ id, location, ranAt }: RunCommandRow): object => ({
  id,
  name: id.slice(id.lastIndexOf('/') + 1),
  type,
  location,
  properties: {
    provisioningState: 'Succeeded',
    instanceView: {
      executionState: 'Succeeded',
      exitCode: 0,
      output: 'A session was opened on the server; this tenant does not run the text of the script itself.',
      startTime: armTime(ranAt),
      endTime: armTime(ranAt),
    },
  },
});

/** A command is run on the server: a session is open there from now on. */
const run = armOperation({
  action: `${type}/write`,
  title: 'Create or Update Run Command on Azure Arc machine',
  method: 'PUT',
  path,
  body: z.looseObject({
    location: z.optional(z.string()),
    properties: z.looseObject({ source: z.looseObject({ script: z.string() }) }),
  }),
  handle(ctx, { params }) {
    const { id, row } = machines.at(ctx, params);
    if (!row) return refuse(machines.notFound(id));
    const ran: RunCommandRow = {
      id: `${row.id}/runCommands/${params['command'] ?? ''}`,
      machine: row.id,
      location: row.location,
      ranAt: ctx.now,
    };
    return ok({
      status: 200,
      body: shape(ran),
      changes: [put('arcRunCommands', idKey(ran.id), ran)],
      effects: [{ kind: 'open-session', host: row.id }],
    });
  },
});

const get = armOperation({
  action: `${type}/read`,
  title: 'Get Run Command on Azure Arc machine',
  method: 'GET',
  path,
  handle(ctx, { params }) {
    const command = params['command'] ?? '';
    const ran = ctx.view.get<RunCommandRow>(
      'arcRunCommands',
      idKey(`${machines.at(ctx, params).id}/runCommands/${command}`),
    );
    return ran ? ok({ status: 200, body: shape(ran) }) : refuse(errors.commandNotFound(command));
  },
});

export const runCommandOperations = [run, get];
