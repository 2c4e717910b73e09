import { useEffect, useState } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  box: { minHeight: '96px', display: 'flex', flexDirection: 'column', gap: '12px', paddingTop: '8px' },
  line: { height: '12px', borderRadius: tokens.borderRadiusMedium, backgroundColor: tokens.colorNeutralStencil1 },
});

/** Keeps the place of what is on its way, and shows that something is only when it takes longer than a moment. */
export function Waiting({ what }: { what: string }) {
  const styles = useStyles();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!slow) return <div className={styles.box} />;
  return (
    <div className={styles.box} role="progressbar" aria-label={`Loading ${what}`}>
      <span className={styles.line} />
      <span className={styles.line} />
      <span className={styles.line} />
    </div>
  );
}
