import type { ComparedFact, ComparedRow } from '../model/compare.ts';
import type { Step } from '../model/story.ts';
import { OutcomeIcon } from './outcome-mark.tsx';
import { stepWord } from '../words/outcome.ts';

function Cell({ step, label }: { step: Step | undefined; label: string }) {
  if (!step) {
    return (
      <td data-label={label} className="tf-quiet">
        not done
      </td>
    );
  }
  return (
    <td data-label={label}>
      <span className="tf-cell-who">
        {step.from.id === step.to.id ? step.from.title : `${step.from.title} → ${step.to.title}`}
      </span>
      <span className="tf-cell-label">
        {step.outcome !== 'note' && <OutcomeIcon outcome={step.outcome} />}
        <span>
          {step.label}
          {step.outcome !== 'note' && <span className="tf-hidden"> ({stepWord(step.kind, step.outcome)})</span>}
        </span>
      </span>
      {step.decision && <span className="tf-quiet">{step.decision}</span>}
    </td>
  );
}

interface Props {
  rows: readonly ComparedRow[];
  facts: readonly ComparedFact[];
  left: number;
  right: number;
}

/** Two runs as a table: one row for each step, the first difference marked, and what was sent differently. */
export function ComparedTable({ rows, facts, left, right }: Props) {
  return (
    <>
      {rows.length > 0 && (
        <table className="tf-compared">
          <caption className="tf-hidden">
            Steps of #{left} and #{right}
          </caption>
          <thead>
            <tr>
              <th scope="col">Same?</th>
              <th scope="col">#{left}</th>
              <th scope="col">#{right}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at} data-differs={!row.same || undefined} data-first={row.first || undefined}>
                <th scope="row">{row.first ? '≠ first difference' : row.same ? '=' : '≠'}</th>
                <Cell step={row.left} label={`#${left}`} />
                <Cell step={row.right} label={`#${right}`} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {facts.length > 0 && (
        <table className="tf-compared">
          <caption>Sent differently</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">#{left}</th>
              <th scope="col">#{right}</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.name}>
                <th scope="row">{fact.name}</th>
                <td data-label={`#${left}`}>{fact.left || '(none)'}</td>
                <td data-label={`#${right}`}>{fact.right || '(none)'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
