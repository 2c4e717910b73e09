import type { ConsideredRow, DenyRow, WalkStep } from '../model/why.ts';
import { emptyWords } from '../words/empty.ts';
import { OutcomeMark } from './outcome-mark.tsx';

/** Every role assignment that was looked at. On a narrow panel each row stands as a card with the same words. */
export function AssignmentTable({ rows }: { rows: readonly ConsideredRow[] }) {
  if (rows.length === 0) return <p className="tf-quiet">{emptyWords.assignments}</p>;
  return (
    <table className="tf-considered">
      <caption>Role assignments that were considered</caption>
      <thead>
        <tr>
          <th scope="col">Role</th>
          <th scope="col">Scope</th>
          <th scope="col">Given to</th>
          <th scope="col">In effect</th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-counts={row.counts || undefined}>
            <th scope="row" data-label="Role">
              {row.role}
            </th>
            <td data-label="Scope" title={row.scopeId}>
              {row.scope}
            </td>
            <td data-label="Given to">{row.givenTo}</td>
            <td data-label="In effect">{row.effect}</td>
            <td data-label="Outcome">
              <OutcomeMark outcome={row.counts ? 'ok' : 'refused'} word={row.word} />
              <span className="tf-why">{row.why}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function DenyTable({ rows }: { rows: readonly DenyRow[] }) {
  if (rows.length === 0) return <p className="tf-quiet">{emptyWords.denies}</p>;
  return (
    <table className="tf-considered">
      <caption>Deny assignments that were considered</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Scope</th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" data-label="Name">
              {row.name}
            </th>
            <td data-label="Scope" title={row.scopeId}>
              {row.scope}
            </td>
            <td data-label="Outcome">
              <OutcomeMark outcome={row.forbids ? 'refused' : 'note'} word={row.word} />
              <span className="tf-why">{row.why}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The scopes from the root down to the resource, and what is given to the caller at each. */
export function ScopeWalk({ steps }: { steps: readonly WalkStep[] }) {
  return (
    <div className="tf-walk">
      <h4>Scope walk</h4>
      <ol>
        {steps.map(({ scopeId, scope, given, says }) => (
          <li key={scopeId} data-given={given > 0 || undefined}>
            <span title={scopeId}>{scope}</span> <span className="tf-quiet">{says}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
