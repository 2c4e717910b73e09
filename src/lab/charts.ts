import type { AnyStateMachine } from 'xstate';
import { tokenUseMachine } from '#kernel/token-use.machine.ts';
import { tokenAcquisitionMachine } from '#services/identity-endpoint/index.ts';
import { assignmentLife } from '#services/authorization/assignment-life.machine.ts';
import {
  clientCertificateMachine,
  clientFederationMachine,
  clientSecretMachine,
  credentialLifeMachine,
  userAcquisitionMachine,
} from '#services/entra-id/index.ts';
import { vaultSoftDeleteMachine } from '#services/key-vault/vault-soft-delete.machine.ts';
import { identityLifeMachine } from '#services/managed-identity/identity-life.machine.ts';
import { arcAcquisitionMachine } from '#services/hybrid-compute/index.ts';
import { imdsAcquisitionMachine } from '#services/imds/index.ts';
import { sqlLoginMachine } from '#services/sql/sql-login.machine.ts';
import type { MachineChart } from './session-client.ts';

interface Branch {
  target?: string;
  guard?: string;
}

/** A state as its author wrote it: decisions go on by themselves (`always`), lives by events (`on`). */
interface Written {
  type?: string;
  always?: Branch | Branch[];
  on?: Record<string, string | Branch>;
}

/** A machine as data, read from the XState definition itself, so that what is drawn cannot drift from what runs. */
export function chartOf(machine: AnyStateMachine): MachineChart {
  const config = machine.config as unknown as { initial: string; states: Record<string, Written> };
  const states = Object.entries(config.states).map(([name, { type, always = [], on = {} }]) => {
    const decided = [always].flat().map(({ guard, target }) => ({ ...(guard && { guard }), target: target ?? name }));
    // A life is drawn with the event in the guard's place: it is what must happen for the step to be taken.
    const lived = Object.entries(on).map(([event, to]) => ({
      guard: event,
      target: typeof to === 'string' ? to : (to.target ?? name),
    }));
    return { name, final: type === 'final', next: [...decided, ...lived] };
  });
  return { id: machine.id, initial: config.initial, states };
}

const machines = [
  tokenUseMachine,
  tokenAcquisitionMachine,
  imdsAcquisitionMachine,
  arcAcquisitionMachine,
  userAcquisitionMachine,
  clientSecretMachine,
  clientCertificateMachine,
  clientFederationMachine,
  identityLifeMachine,
  assignmentLife,
  vaultSoftDeleteMachine,
  credentialLifeMachine,
  sqlLoginMachine,
];

/** Every chart that a trace can name. */
export const charts = (): MachineChart[] => machines.map((machine) => chartOf(machine));
