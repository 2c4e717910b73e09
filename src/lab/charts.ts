import type { AnyStateMachine } from 'xstate';
import { tokenUseMachine } from '#kernel/token-use.machine.ts';
import { tokenAcquisitionMachine } from '#services/app-service/index.ts';
import type { MachineChart } from './session-client.ts';

interface Branch {
  target?: string;
  guard?: string;
}

/** A decision chart as data, read from the XState definition itself, so that what is drawn cannot drift from what runs. */
export function chartOf(machine: AnyStateMachine): MachineChart {
  const config = machine.config as unknown as {
    initial: string;
    states: Record<string, { type?: string; always?: Branch | Branch[] }>;
  };
  const states = Object.entries(config.states).map(([name, { type, always }]) => {
    const branches = always === undefined ? [] : Array.isArray(always) ? always : [always];
    const next = branches.map(({ guard, target }) => ({ ...(guard && { guard }), target: target ?? name }));
    return { name, final: type === 'final', next };
  });
  return { id: machine.id, initial: config.initial, states };
}

/** Every chart that a trace can name. */
export const charts = (): MachineChart[] =>
  [tokenUseMachine, tokenAcquisitionMachine].map((machine) => chartOf(machine));
