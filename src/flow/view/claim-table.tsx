import { StarRegular } from '@fluentui/react-icons';
import type { ClaimRow } from '../model/token-view.ts';

/** The claims of one part of a token, each with its sentence; the one that decided carries a star and says why. */
export function ClaimTable({ title, rows }: { title: string; rows: readonly ClaimRow[] }) {
  return (
    <table className="tf-claims">
      <caption>{title}</caption>
      <thead className="tf-hidden">
        <tr>
          <th scope="col">Claim</th>
          <th scope="col">Value and meaning</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value, time, says, mattered }) => (
          <tr key={name} data-mattered={mattered ? true : undefined}>
            <th scope="row">{name}</th>
            <td>
              <code>{value}</code>
              {time && <span className="tf-claim-time">{time}</span>}
              <span className="tf-claim-says">{says}</span>
              {mattered && (
                <strong className="tf-mattered">
                  <StarRegular aria-hidden="true" /> {mattered}
                </strong>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
