import { ArmType } from '#kernel/arm-type.ts';
import { guidFrom } from '#kernel/ids.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

/** A server outside Azure that its agent has connected. */
export type Machine = ArmResource & { properties: { vmId: string; [name: string]: unknown } };
export const machines = new ArmType<Machine>('Microsoft.HybridCompute/machines');

/** A command that was run on a server; table `arcRunCommands`, key idKey of the command. */
export interface RunCommandRow {
  id: string;
  machine: string;
  location: string;
  ranAt: number;
}

export const agent = '127.0.0.1:40342';
export const tokenPath = '/metadata/identity/oauth2/token';
const folder = '/var/opt/azcmagent/tokens';
export const keyPath = `${folder}/{file}`;

/** The key that the agent asks for next: a file that only programs on the server can read. It is good for one request. */
export function keyOf(
  view: View,
  seed: string,
  { id, properties: { vmId } }: Machine,
): { file: string; secret: string } {
  const used = usedKeys(view, id);
  const name = guidFrom(seed, 'arc-key', `${vmId} ${used}`);
  return { file: `${folder}/${name}.key`, secret: guidFrom(seed, 'arc-secret', name) };
}

/** How many keys a server's agent has seen used; table `arcKeys`, key idKey of the machine. */
export const usedKeys = (view: View, id: string): number => view.get<{ used: number }>('arcKeys', idKey(id))?.used ?? 0;
