import type { Body } from '../implement.ts';
import { containerCreate } from './create.ts';
import { containerDelete, containerRestart, containerStart, containerStop } from './power.ts';
import { containerExec } from './exec.ts';
import { containerList, containerLogs, containerShow } from './read.ts';

/** What `az container` does, a line a command. */
export const containerBodies: readonly Body[] = [
  containerCreate,
  containerDelete,
  containerExec,
  containerList,
  containerLogs,
  containerRestart,
  containerShow,
  containerStart,
  containerStop,
];
