import type { ReactNode } from 'react';
import { makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: '16px', minWidth: 0 },
});

/** The id of a tab, from which its panel's follows. */
export const tabId = (group: string, tab: string): string => `portal-${group}-${tab}`;

/** What belongs to the open tab of a group. */
export function TabPanel({ group, tab, children }: { group: string; tab: string; children: ReactNode }) {
  const id = tabId(group, tab);
  return (
    <div role="tabpanel" id={`${id}-panel`} aria-labelledby={id} className={useStyles().panel}>
      {children}
    </div>
  );
}
