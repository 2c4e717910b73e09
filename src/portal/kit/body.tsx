import type { ReactNode } from 'react';
import { makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: '16px', padding: '0 16px 32px', minWidth: 0 },
});

/** The content of a blade that has no menu. */
export function Body({ children }: { children: ReactNode }) {
  return <div className={useStyles().body}>{children}</div>;
}
