import { useState } from 'react';
import type { Resource } from '../../api/arm.ts';
import { wordsOf } from '../../blades.ts';
import { Tabs } from '../../kit/tabs.tsx';
import type { PanelProps } from '../resources/panel.tsx';
import { SystemAssigned } from './system-assigned.tsx';
import { UserAssigned } from './user-assigned.tsx';

const tabs = [
  ['system', 'System assigned'],
  ['user', 'User assigned'],
] as const;

export interface IdentityProps {
  resource: Resource;
  version: string;
  /** What the resource is, in Azure's words: `Web App`. */
  kind: string;
}

/** Identity of whatever takes one with a PATCH: its own, and those that it is given. */
export function Identity({ resource, blade }: PanelProps) {
  const [tab, setTab] = useState<string>('system');
  const Kind = tab === 'system' ? SystemAssigned : UserAssigned;
  return (
    <Tabs group="identity" label="Kinds of identity" tabs={tabs} open={tab} onOpen={setTab}>
      <Kind resource={resource} version={blade.apiVersion} kind={wordsOf(blade, resource).title} />
    </Tabs>
  );
}
