import type { Permission, Requirement } from '#kernel/decision.ts';
import type { RequiresInput } from '#kernel/define.ts';
import { assignPermissions, endHost } from '#kernel/host-identity.ts';
import { listRequirement, visible } from '#kernel/listing.ts';
import { ok, refuse, remove } from '#kernel/result.ts';
import { idKey, nameOf, typeOf } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { instanceView, machineShape } from '../machine-shape.ts';
import { MachineBody, writeMachine } from '../machine-write.ts';
import { disconnect, recordIn } from '../metadata.ts';
import { findMachine, findMachineRow, machineType, type Machine } from '../models.ts';
import * as at from './compute-operation.ts';

const write = `${machineType}/write`;
const read = `${machineType}/read`;

/** A machine joins the network interfaces that its body names. */
function joinPermissions(body: unknown): Permission[] {
  const named = recordIn(recordIn(body, 'properties'), 'networkProfile')['networkInterfaces'];
  const ids = (Array.isArray(named) ? (named as unknown[]) : []).map((one) => (one as { id?: unknown } | null)?.id);
  return ids
    .filter((id): id is string => typeof id === 'string' && typeOf(id) !== undefined)
    .map((scope) => ({
      action: 'Microsoft.Network/networkInterfaces/join/action',
      scope,
      plane: 'control',
      linked: true,
    }));
}

const requiresForWrite = ({ url, body }: RequiresInput): Requirement => ({
  allOf: [{ action: write, scope: url.path, plane: 'control' }, ...joinPermissions(body), ...assignPermissions(body)],
});

const create = at.computeOperation({
  action: write,
  title: 'Create or Update Virtual Machine',
  method: 'PUT',
  path: at.machinePath,
  body: MachineBody,
  requires: requiresForWrite,
  handle(ctx, { params, body }) {
    if (!at.findGroup(ctx, params)) return refuse(errors.groupNotFound(params['group'] ?? ''));
    const id = at.idIn(ctx, machineType, params);
    if (!at.validName.test(nameOf(id))) return refuse(errors.nameInvalid(nameOf(id)));
    const there = findMachine(ctx.view, id) !== undefined;
    const written = writeMachine(ctx, id, body, 'replace');
    if ('refusal' in written) return refuse(written.refusal);
    const { machine, row, changes } = written;
    return ok({ status: there ? 200 : 201, body: machineShape(machine, row), changes });
  },
});

const update = at.computeOperation({
  action: write,
  title: 'Update Virtual Machine',
  method: 'PATCH',
  path: at.machinePath,
  body: MachineBody,
  requires: requiresForWrite,
  handle(ctx, { params, body }) {
    const id = at.idIn(ctx, machineType, params);
    if (!findMachine(ctx.view, id)) return refuse(errors.notFound(machineType, id));
    const written = writeMachine(ctx, id, body, 'merge');
    if ('refusal' in written) return refuse(written.refusal);
    return ok({ status: 200, body: machineShape(written.machine, written.row), changes: written.changes });
  },
});

const get = at.computeOperation({
  action: read,
  title: 'Get Virtual Machine',
  method: 'GET',
  path: at.machinePath,
  handle(ctx, { params, query }) {
    const id = at.idIn(ctx, machineType, params);
    const machine = findMachine(ctx.view, id);
    if (!machine) return refuse(errors.notFound(machineType, id));
    const expanded = query('$expand')?.toLowerCase() === 'instanceview';
    return ok({ status: 200, body: machineShape(machine, findMachineRow(ctx.view, id), expanded) });
  },
});

const view = at.computeOperation({
  action: `${machineType}/instanceView/read`,
  title: 'Get Virtual Machine Instance View',
  method: 'GET',
  path: `${at.machinePath}/instanceView`,
  requires: at.onParent(`${machineType}/instanceView/read`),
  handle(ctx, { params }) {
    const id = at.idIn(ctx, machineType, params);
    const machine = findMachine(ctx.view, id);
    if (!machine) return refuse(errors.notFound(machineType, id));
    return ok({ status: 200, body: instanceView(machine, findMachineRow(ctx.view, id)) });
  },
});

const list = (path: string, scopeOf: (params: at.Params) => string) =>
  at.computeOperation({
    action: read,
    title: 'List Virtual Machines',
    method: 'GET',
    path,
    requires: ({ params }) => listRequirement(read, params['group'], scopeOf(params)),
    handle(ctx, { params }) {
      if (params['group'] && !at.findGroup(ctx, params)) return refuse(errors.groupNotFound(params['group']));
      const below = `${idKey(scopeOf(params))}/`;
      const machines = ctx.view
        .all<Machine>('resources')
        .filter((row) => row.type === machineType && idKey(row.id).startsWith(below))
        .filter(visible(ctx, read));
      const value = machines.map((machine) => machineShape(machine, findMachineRow(ctx.view, machine.id)));
      return ok({ status: 200, body: { value } });
    },
  });

const destroy = at.computeOperation({
  action: `${machineType}/delete`,
  title: 'Delete Virtual Machine',
  method: 'DELETE',
  path: at.machinePath,
  handle(ctx, input) {
    const machine = findMachine(ctx.view, at.idIn(ctx, machineType, input.params));
    if (!machine) return ok({ status: 204 });
    endHost(ctx, machine.id);
    disconnect(ctx, machine.id, true);
    const key = idKey(machine.id);
    return at.accepted(ctx, input, {
      location: machine.location,
      changes: [remove('resources', key), remove('virtualMachines', key)],
    });
  },
});

export const machineOperations = [
  create,
  update,
  get,
  view,
  list(at.machinesPath, at.groupScope),
  list(`/subscriptions/{subscriptionId}/providers/${machineType}`, at.subscriptionScope),
  destroy,
];
