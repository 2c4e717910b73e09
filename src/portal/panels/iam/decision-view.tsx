import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle';
import type { ConsideredAssignment, Decision } from '#kernel/decision.ts';
import { useShared } from '../../kit/styles.ts';
import { Table } from '../../kit/table.tsx';
import { clockTime } from '../../kit/times.ts';
import { outcomeWords, verdictWords } from './decision-words.ts';
import { scopeWords } from './scopes.ts';

const useStyles = makeStyles({
  verdict: { display: 'flex', gap: '8px', alignItems: 'flex-start', margin: 0 },
  icon: { flexShrink: 0, paddingTop: '1px' },
  yes: { color: tokens.colorStatusSuccessForeground1 },
  no: { color: tokens.colorStatusDangerForeground1 },
});

/** The verdict, then every assignment that was looked at and why it did or did not count. */
export function DecisionView({ decision, scope, who }: { decision: Decision; scope: string; who: string }) {
  const styles = useStyles();
  const shared = useShared();
  const { allowed, assignments, denies } = decision;
  const Icon = allowed ? CheckmarkCircleFilled : DismissCircleFilled;
  return (
    <div className={shared.stack}>
      <p className={styles.verdict} role="status">
        <span className={mergeClasses(styles.icon, allowed ? styles.yes : styles.no)}>
          <Icon fontSize={20} aria-hidden="true" />
        </span>
        <span>
          <strong>{allowed ? 'Allowed.' : 'Not allowed.'}</strong> {verdictWords(decision, who)}
        </span>
      </p>
      {denies.some(({ outcome }) => outcome === 'denies') && (
        <ul className={shared.list}>
          {denies
            .filter(({ outcome }) => outcome === 'denies')
            .map(({ id, name }) => (
              <li key={id}>The deny assignment {name} forbids it.</li>
            ))}
        </ul>
      )}
      {assignments.length > 0 && (
        <Table<ConsideredAssignment>
          label="Assignments that were considered"
          rows={assignments}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Role considered', cell: ({ roleName }) => roleName },
            { title: 'Scope', cell: (one) => scopeWords(one.scope, scope) },
            { title: 'Through', cell: ({ through }) => (through.length ? groupNames(decision, through) : 'Directly') },
            { title: 'Outcome', cell: (one) => outcomeWords(one, clockTime) },
          ]}
        />
      )}
    </div>
  );
}

const groupNames = ({ groups }: Decision, ids: string[]): string =>
  ids.map((id) => groups.find((group) => group.id === id)?.displayName ?? id).join(' in ');
