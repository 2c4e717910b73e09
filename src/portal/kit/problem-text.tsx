import { makeStyles } from '@fluentui/react-components';
import { codeOf, type Problem } from '../api/problem.ts';

const useStyles = makeStyles({
  azure: { margin: '2px 0 0', whiteSpace: 'pre-line', overflowWrap: 'anywhere' },
});

/** Azure's words alone: the code, the status, the message. */
export function ProblemText({ problem, coded = true }: { problem: Problem; coded?: boolean }) {
  const styles = useStyles();
  const status = problem.status === 0 ? '' : ` (HTTP ${problem.status})`;
  return (
    <p className={styles.azure}>
      {coded && (
        <strong>
          {codeOf(problem)}
          {status}:{' '}
        </strong>
      )}
      {problem.message.trim()}
    </p>
  );
}
