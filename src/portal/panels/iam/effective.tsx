import { makeStyles, tokens } from '@fluentui/react-components';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { clockTime, span } from '../../kit/times.ts';
import { usePortal } from '../../shell/context.ts';

const useStyles = makeStyles({
  pending: { display: 'inline-flex', gap: '4px', alignItems: 'center', color: tokens.colorStatusWarningForeground3 },
});

/** Whether an assignment counts already. Azure lists it at once; services learn of it later. */
export function EffectiveCell({ until }: { until: number | undefined }) {
  const styles = useStyles();
  const { state } = usePortal();
  if (until === undefined || until <= state.now) return <>Yes</>;
  return (
    <span className={styles.pending}>
      <ClockRegular aria-hidden="true" />
      Not yet: from {clockTime(until)}, in {span(until - state.now)}
    </span>
  );
}
