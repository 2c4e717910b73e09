import type { FlowRecord } from '#lab/session-client.ts';
import { whyOf } from '../model/why.ts';
import { AssignmentTable, DenyTable, ScopeWalk } from './decision-tables.tsx';
import { MissingSteps } from './missing-steps.tsx';
import { OutcomeIcon } from './outcome-mark.tsx';

/** Why a request was allowed or refused: assignments, deny assignments, scope walk, verdict, and what is missing. */
export function WhyTab({ record }: { record: FlowRecord }) {
  const { decisions, instead, missing } = whyOf(record);
  return (
    <>
      {instead && <p>{instead}</p>}
      {decisions.map((decision, at) => (
        <section key={`${decision.action} ${at}`} className="tf-decision" aria-label={`Decision on ${decision.action}`}>
          <h3>
            <code>{decision.action}</code> <span className="tf-quiet">{decision.plane} plane</span>
          </h3>
          <AssignmentTable rows={decision.rows} />
          <DenyTable rows={decision.denies} />
          {decision.walk.length > 0 && <ScopeWalk steps={decision.walk} />}
          <p className="tf-verdict-line">
            <OutcomeIcon outcome={decision.allowed ? 'ok' : 'refused'} />
            <strong>{decision.verdict}</strong>
          </p>
        </section>
      ))}
      {missing && <MissingSteps key={record.item.seq} steps={missing} />}
    </>
  );
}
