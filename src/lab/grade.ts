import type { LogFault } from '#tenant/action-log/chain.ts';
import type { Tenant } from '#tenant/tenant.ts';
import type { LabModule } from './define.ts';
import { judge, type Finding } from './judge.ts';
import { startTenant } from './open.ts';
import type { Submission } from './submission.ts';

/** What a fold of a submission found. Counts are of the log itself: an undo takes none of them back. */
export interface Grade {
  lab: string;
  title: string;
  learner: string;
  engine: string;
  findings: Finding[];
  points: number;
  maxPoints: number;
  passed: boolean;
  entries: number;
  /** Virtual time that the work took, ms; wall times are claims of the learner's machine. */
  virtualTime: number;
  claimed: { first: string; last: string };
  hints: number;
  denials: number;
  undos: number;
  stateHash: string;
}

/** Folds a submission from the lab's own start and judges what came of it. Believes nothing that it does not find again. */
export function gradeSubmission(
  { head, entries }: Submission,
  module: LabModule,
  labHash: string,
): Grade | { fault: LogFault } {
  const fault = (message: string, seq = 0) => ({ fault: { seq, message } });
  const tenant = startTenant(module);
  const began = tenant.now;
  const [first] = entries;
  if (first?.input.kind !== 'start') return fault('the log does not begin with a start');
  const { input } = first;
  if (input.lab.id !== head.lab || input.lab.hash !== head.labHash || input.engine !== head.engine)
    return fault('entry 0 names another lab or engine than the head of the file does');
  if (input.lab.id !== module.lab.id || input.lab.hash !== labHash)
    return fault(
      `entry 0 was recorded in the lab '${input.lab.id}' (${input.lab.hash}); this is '${module.lab.id}' (${labHash})`,
    );
  if (input.state !== tenant.hash) return fault('entry 0 claims another start than the one that the lab has');
  const counts = { hints: 0, denials: 0, undos: 0 };
  for (const entry of entries) {
    if (entry.input.kind === 'undo' && module.lab.undo === 'refused')
      return fault(`entry ${entry.seq} goes back, which this lab does not allow`, entry.seq);
    const { position } = tenant.history;
    const result = tenant.replay(entry);
    if ('fault' in result) return result;
    if (entry.input.kind === 'hint') counts.hints += 1;
    // A redo is written as an undo, too, but to a later entry.
    if (entry.input.kind === 'undo' && entry.input.target < position) counts.undos += 1;
    if (result.response?.status === 403) counts.denials += 1;
  }
  const findings = judge(tenant, module.checks);
  const points = findings.reduce((sum, { passed, points: worth }) => sum + (passed ? worth : 0), 0);
  const maxPoints = findings.reduce((sum, { points: worth }) => sum + worth, 0);
  return {
    lab: module.lab.id,
    title: module.lab.title,
    learner: head.learner,
    engine: head.engine,
    findings,
    points,
    maxPoints,
    passed: findings.every(({ passed }) => passed),
    entries: entries.length,
    virtualTime: furthest(tenant, began),
    claimed: { first: first.wall, last: entries.at(-1)?.wall ?? '' },
    ...counts,
    stateHash: tenant.hash,
  };
}

/** Virtual time between the start and the latest moment that the log reached, whether or not an undo went back from it. */
const furthest = (tenant: Tenant, began: number): number =>
  tenant.entries.reduce((latest, { at }) => Math.max(latest, at), tenant.now) - began;
