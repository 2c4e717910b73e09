import { useState } from 'react';
import { Tabs } from '../../kit/tabs.tsx';
import type { PanelProps } from '../resources/panel.tsx';
import { SystemAssigned } from './system-assigned.tsx';
import { UserAssigned } from './user-assigned.tsx';

const tabs = [
  ['system', 'System assigned'],
  ['user', 'User assigned'],
] as const;

/** Identity of whatever takes one with a PATCH: its own, and those that it is given. */
export function Identity({ resource, blade }: PanelProps) {
  const [tab, setTab] = useState<string>('system');
  const Kind = tab === 'system' ? SystemAssigned : UserAssigned;
  return (
    <Tabs group="identity" label="Kinds of identity" tabs={tabs} open={tab} onOpen={setTab}>
      <Kind resource={resource} version={blade.apiVersion} />
    </Tabs>
  );
}
