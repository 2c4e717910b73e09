import * as z from 'zod/mini';
import { armOperation, onParent } from '#kernel/arm-type.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { refuse, type Refusal } from '#kernel/result.ts';
import * as errors from '../errors.ts';
import { osOf } from '../metadata.ts';
import { findInstance, findMachineRow, instanceType, machines, machineType, scaleSets } from '../models.ts';
import * as at from './compute-operation.ts';

const Body = z.looseObject({ commandId: z.string(), script: z.nullish(z.array(z.string())) });

/** The command that runs a script on such a machine; every other one is not simulated. */
const runs = { Linux: 'RunShellScript', Windows: 'RunPowerShellScript' } as const;

function unknownCommand(commandId: string, os: 'Linux' | 'Windows', path: string): Refusal | undefined {
  if (commandId.toLowerCase() === runs[os].toLowerCase()) return undefined;
  const { message, ...rest } = notSimulated({ method: 'POST', url: path });
  return { ...rest, message: message.replace(' is not', ` with commandId '${commandId}' on ${os} is not`) };
}

/** The answer that a finished command gives: the frame of the guest agent, and in it what is true here. */
const output = {
  value: [
    {
      code: 'ProvisioningState/succeeded',
      level: 'Info',
      displayStatus: 'Provisioning succeeded',
      message:
        'Enable succeeded: \n[stdout]\n\n[stderr]\nA session was opened on the machine; this tenant does not run the text of the script itself.\n',
    },
  ],
};

const onMachine = machines.on({
  action: `${machineType}/runCommand/action`,
  title: 'Run Command on Virtual Machine',
  method: 'POST',
  below: '/runCommand',
  body: Body,
  handle: (ctx, input, machine) => {
    if (findMachineRow(ctx.view, machine.id)?.power !== 'running') return refuse(errors.extensionsNeedRunning());
    const unknown = unknownCommand(input.body.commandId, osOf(machine.properties), input.url.path);
    if (unknown) return refuse(unknown);
    return at.accepted(ctx, input, { location: machine.location, output, host: machine.id });
  },
});

const onInstance = armOperation({
  action: `${instanceType}/runCommand/action`,
  title: 'Run Command on Virtual Machine Scale Set VM',
  method: 'POST',
  path: `${at.instancePath}/runCommand`,
  body: Body,
  requires: onParent(`${instanceType}/runCommand/action`),
  handle(ctx, input) {
    const set = scaleSets.held(ctx, input.params);
    if ('ok' in set) return set;
    const { instanceId = '' } = input.params;
    const instance = findInstance(ctx.view, `${set.id}/virtualMachines/${instanceId}`);
    if (!instance) return refuse(errors.instanceNotFound(instanceId));
    const unknown = unknownCommand(input.body.commandId, osOf(instance.profile), input.url.path);
    if (unknown) return refuse(unknown);
    return at.accepted(ctx, input, { location: set.location, output, host: instance.id });
  },
});

export const runCommandOperations = [onMachine, onInstance];
