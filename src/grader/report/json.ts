import type { Grade } from '#lab/grade.ts';
import type { LogFault } from '#tenant/action-log/chain.ts';

/** A grade, or the refusal to grade, as one JSON object. The field `result` says which. */
export function jsonReport(outcome: Grade | { fault: LogFault }): string {
  const report =
    'fault' in outcome
      ? { result: 'refused', entry: outcome.fault.seq < 0 ? null : outcome.fault.seq, message: outcome.fault.message }
      : { result: outcome.passed ? 'passed' : 'not-passed', ...outcome };
  return `${JSON.stringify(report, null, 2)}\n`;
}
