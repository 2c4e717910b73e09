import { useEffect, useState } from 'react';
import { makeStyles, Skeleton, SkeletonItem } from '@fluentui/react-components';

const useStyles = makeStyles({
  box: { minHeight: '96px' },
  lines: { display: 'flex', flexDirection: 'column', gap: '12px', paddingTop: '8px' },
});

/** Keeps the place of what is on its way, and shows that something is only when it takes longer than a moment. */
export function Waiting({ what }: { what: string }) {
  const styles = useStyles();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.box}>
      {slow && (
        <Skeleton className={styles.lines} aria-label={`Loading ${what}`}>
          <SkeletonItem size={16} />
          <SkeletonItem size={16} />
          <SkeletonItem size={16} />
        </Skeleton>
      )}
    </div>
  );
}
