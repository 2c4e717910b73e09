import { put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { connectMachine } from '../machine-write.ts';
import { disconnect } from '../metadata.ts';
import { findMachineRow, machines, machineType, type Power } from '../models.ts';
import * as at from './compute-operation.ts';

/** Where a machine stands after an order; undefined where the order needs a running machine. */
const next: Record<string, (power: Power) => Power | undefined> = {
  start: () => 'running',
  // A machine whose hardware was given back stays so when it is only switched off.
  powerOff: (power) => (power === 'deallocated' ? power : 'stopped'),
  deallocate: () => 'deallocated',
  restart: (power) => (power === 'running' ? power : undefined),
};

const power = (verb: string, title: string) =>
  machines.on({
    action: `${machineType}/${verb}/action`,
    title,
    method: 'POST',
    below: `/${verb}`,
    handle: (ctx, input, machine) => {
      const row = findMachineRow(ctx.view, machine.id);
      if (!row) return refuse(machines.notFound(machine.id));
      const wanted = next[verb]?.(row.power);
      if (!wanted) return refuse(errors.mustRun());
      if (wanted === 'running') connectMachine(ctx, machine, row);
      else disconnect(ctx, machine.id);
      return at.accepted(ctx, input, {
        location: machine.location,
        changes: [put('virtualMachines', idKey(machine.id), { ...row, power: wanted })],
      });
    },
  });

export const powerOperations = [
  power('start', 'Start Virtual Machine'),
  power('powerOff', 'Power Off Virtual Machine'),
  power('deallocate', 'Deallocate Virtual Machine'),
  power('restart', 'Restart Virtual Machine'),
];
