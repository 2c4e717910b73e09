import type { Body } from '../implement.ts';
import { containerappCreate } from './create.ts';
import { containerappDelete } from './delete.ts';
import { containerappEnvDelete, containerappEnvList, containerappEnvShow } from './env/commands.ts';
import { containerappEnvCreate } from './env/create.ts';
import {
  containerappIdentityAssign,
  containerappIdentityRemove,
  containerappIdentityShow,
} from './identity/commands.ts';
import { containerappIngressDisable, containerappIngressEnable, containerappIngressShow } from './ingress/commands.ts';
import { containerappList, containerappShow } from './read.ts';
import { containerappRegistryList, containerappRegistrySet } from './registry/commands.ts';
import {
  containerappReplicaList,
  containerappRevisionList,
  containerappRevisionRestart,
  containerappRevisionShow,
} from './revision/commands.ts';
import {
  containerappSecretList,
  containerappSecretRemove,
  containerappSecretSet,
  containerappSecretShow,
} from './secret/commands.ts';
import { containerappUpdate } from './update.ts';

/** What `az containerapp` does, a line a command. */
export const containerappBodies: readonly Body[] = [
  containerappCreate,
  containerappDelete,
  containerappEnvCreate,
  containerappEnvDelete,
  containerappEnvList,
  containerappEnvShow,
  containerappIdentityAssign,
  containerappIdentityRemove,
  containerappIdentityShow,
  containerappIngressDisable,
  containerappIngressEnable,
  containerappIngressShow,
  containerappList,
  containerappRegistryList,
  containerappRegistrySet,
  containerappReplicaList,
  containerappRevisionList,
  containerappRevisionRestart,
  containerappRevisionShow,
  containerappSecretList,
  containerappSecretRemove,
  containerappSecretSet,
  containerappSecretShow,
  containerappShow,
  containerappUpdate,
];
