import { armOperation } from '#kernel/arm-type.ts';
import type { Permission, Requirement } from '#kernel/decision.ts';
import type { RequiresInput } from '#kernel/define.ts';
import { assignPermissions, endHost } from '#kernel/host-identity.ts';
import { ok, refuse, remove } from '#kernel/result.ts';
import { idKey, nameOf, typeOf } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { instanceView, machineShape } from '../machine-shape.ts';
import { MachineBody, writeMachine } from '../machine-write.ts';
import { disconnect, recordIn } from '../metadata.ts';
import { findMachineRow, machines, machineType } from '../models.ts';
import * as at from './compute-operation.ts';

const write = `${machineType}/write`;

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

const create = armOperation({
  action: write,
  title: 'Create or Update Virtual Machine',
  method: 'PUT',
  path: machines.path,
  body: MachineBody,
  requires: requiresForWrite,
  handle(ctx, { params, body }) {
    const missing = machines.noGroup(ctx, params);
    if (missing) return refuse(missing);
    const { id, row: there } = machines.at(ctx, params);
    if (!at.validName.test(nameOf(id))) return refuse(errors.nameInvalid(nameOf(id)));
    const written = writeMachine(ctx, id, body, 'replace');
    if ('refusal' in written) return refuse(written.refusal);
    const { machine, row, changes } = written;
    return ok({ status: there ? 200 : 201, body: machineShape(machine, row), changes });
  },
});

const update = armOperation({
  action: write,
  title: 'Update Virtual Machine',
  method: 'PATCH',
  path: machines.path,
  body: MachineBody,
  requires: requiresForWrite,
  handle(ctx, { params, body }) {
    const held = machines.held(ctx, params);
    if ('ok' in held) return held;
    const written = writeMachine(ctx, held.id, body, 'merge');
    if ('refusal' in written) return refuse(written.refusal);
    return ok({ status: 200, body: machineShape(written.machine, written.row), changes: written.changes });
  },
});

const view = machines.on({
  action: `${machineType}/instanceView/read`,
  title: 'Get Virtual Machine Instance View',
  method: 'GET',
  below: '/instanceView',
  handle: (ctx, _input, machine) =>
    ok({ status: 200, body: instanceView(machine, findMachineRow(ctx.view, machine.id)) }),
});

const reads = machines.reads(
  { one: 'Virtual Machine', many: 'Virtual Machines' },
  (view, machine, { query, listed }) => {
    const expanded = !listed && query('$expand')?.toLowerCase() === 'instanceview';
    return machineShape(machine, findMachineRow(view, machine.id), expanded);
  },
);

const destroy = armOperation({
  action: `${machineType}/delete`,
  title: 'Delete Virtual Machine',
  method: 'DELETE',
  path: machines.path,
  handle(ctx, input) {
    const { row: machine } = machines.at(ctx, input.params);
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

export const machineOperations = [create, update, ...reads, view, destroy];
