import { useState } from 'react';
import { Tab, TabList } from '@fluentui/react-components';
import { TabPanel, tabId } from '../../kit/tab-panel.tsx';
import type { PanelProps } from '../resources/panel.tsx';
import { SystemAssigned } from './system-assigned.tsx';
import { UserAssigned } from './user-assigned.tsx';

/** Identity of a web app: its own, and those that it is given. */
export function Identity({ resource, blade }: PanelProps) {
  const [tab, setTab] = useState('system');
  return (
    <>
      <TabList size="small" selectedValue={tab} onTabSelect={(_, { value }) => setTab(String(value))}>
        <Tab id={tabId('identity', 'system')} value="system" aria-controls={`${tabId('identity', 'system')}-panel`}>
          System assigned
        </Tab>
        <Tab id={tabId('identity', 'user')} value="user" aria-controls={`${tabId('identity', 'user')}-panel`}>
          User assigned
        </Tab>
      </TabList>
      <TabPanel group="identity" tab={tab}>
        {tab === 'system' ? (
          <SystemAssigned resource={resource} version={blade.apiVersion} />
        ) : (
          <UserAssigned resource={resource} version={blade.apiVersion} />
        )}
      </TabPanel>
    </>
  );
}
