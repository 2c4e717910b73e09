import { ArmType } from '#kernel/arm-type.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import type { Definition } from './definition.ts';

export type Workflow = ArmResource & {
  properties: { state: 'Enabled' | 'Disabled'; definition: Definition; parameters: Record<string, unknown> };
};
export const workflows = new ArmType<Workflow>('Microsoft.Logic/workflows');

/** What the platform keeps of a workflow; table `logicApps`, key idKey. */
export interface LogicAppRow {
  id: string;
  /** By which its callback address names it. */
  endpoint: string;
  /** Signs its callback addresses. */
  accessKey: string;
  identityHeader: string;
  /** Of the definition as it is now. */
  version: string;
}

/** How an action of a run went. `code` is the answer's own word, such as Forbidden. */
export interface RunAction {
  name: string;
  type: string;
  status: 'Running' | 'Succeeded' | 'Failed' | 'Skipped';
  code: string;
  error?: { code: string; message: string };
}

/** A run; table `logicRuns`, key idKey. */
export interface RunRow {
  id: string;
  workflow: string;
  name: string;
  version: string;
  trigger: string;
  /** The definition that it runs, whatever becomes of the workflow meanwhile. */
  definition: Definition;
  status: 'Running' | 'Succeeded' | 'Failed';
  actions: RunAction[];
  startedAt: number;
  endedAt?: number;
}

export const findApp = (view: View, id: string): LogicAppRow | undefined =>
  view.get<LogicAppRow>('logicApps', idKey(id));
export const findRun = (view: View, id: string): RunRow | undefined => view.get<RunRow>('logicRuns', idKey(id));

/** The runs of a workflow, the latest first. */
export const runsOf = (view: View, workflow: string): RunRow[] =>
  view
    .all<RunRow>('logicRuns')
    .filter((row) => idKey(row.workflow) === idKey(workflow))
    .sort((a, b) => b.startedAt - a.startedAt);
