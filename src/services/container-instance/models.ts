import { ArmType } from '#kernel/arm-type.ts';
import type { ArmResource, IdentityBlock } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

export const groupType = 'Microsoft.ContainerInstance/containerGroups';

/** What runs behind a container group; table `containerGroups`, key idKey of the group. */
export interface ContainerGroupRow {
  id: string;
  state: 'Running' | 'Stopped';
  /** The identities that its containers were made with: a later change does not reach them. */
  identity?: IdentityBlock;
  startedAt: number;
}

export interface Container {
  name: string;
  properties: { image: string; [name: string]: unknown };
}

export type ContainerGroup = ArmResource & {
  zones?: string[];
  properties: { containers: Container[]; osType: string; restartPolicy: string; sku: string; [name: string]: unknown };
};

export const groups = new ArmType<ContainerGroup>(groupType);

export const findRow = (view: View, id: string): ContainerGroupRow | undefined =>
  view.get<ContainerGroupRow>('containerGroups', idKey(id));
