import type { ReactNode } from 'react';
import { makeStyles, Tab, TabList } from '@fluentui/react-components';

const useStyles = makeStyles({
  tabs: { flexWrap: 'wrap' },
  panel: { display: 'flex', flexDirection: 'column', gap: '16px', minWidth: 0 },
});

interface TabsProps {
  /** Tells one group of tabs from another in the page. */
  group: string;
  label: string;
  tabs: readonly (readonly [id: string, title: string])[];
  open: string;
  onOpen(id: string): void;
  /** What belongs to the open tab. */
  children: ReactNode;
}

/** Tabs with their panel; where it is narrow they wrap. */
export function Tabs({ group, label, tabs, open, onOpen, children }: TabsProps) {
  const styles = useStyles();
  const idOf = (id: string) => `portal-${group}-${id}`;
  return (
    <>
      <TabList
        size="small"
        className={styles.tabs}
        aria-label={label}
        selectedValue={open}
        onTabSelect={(_, { value }) => onOpen(String(value))}
      >
        {tabs.map(([id, title]) => (
          <Tab key={id} id={idOf(id)} value={id} aria-controls={`${idOf(id)}-panel`}>
            {title}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" id={`${idOf(open)}-panel`} aria-labelledby={idOf(open)} className={styles.panel}>
        {children}
      </div>
    </>
  );
}
