import { Fragment, useState } from 'react';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { CommandBar } from '../../kit/command-bar.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { usePortal } from '../../shell/context.ts';
import type { PanelProps } from '../resources/panel.tsx';
import { CheckAccess } from './check-access.tsx';
import { DenyAssignments } from './deny-assignments.tsx';
import { RoleAssignments } from './role-assignments.tsx';
import { Roles } from './roles.tsx';

const tabs = [
  ['check-access', 'Check access'],
  ['role-assignments', 'Role assignments'],
  ['roles', 'Roles'],
  ['deny', 'Deny assignments'],
] as const;

/** Access control (IAM) of any scope. */
export function Iam({ resource, blade, tab = 'check-access' }: PanelProps) {
  const { go } = usePortal();
  const [open, setOpen] = useState<string>(tab);
  const [turn, setTurn] = useState(0);
  const scope = resource.id;
  return (
    <>
      <CommandBar
        label="Access control (IAM)"
        items={[
          { id: 'add', title: 'Add role assignment', icon: <AddRegular />, run: () => go({ at: 'add-role', scope }) },
          { id: 'refresh', title: 'Refresh', icon: <ArrowSyncRegular />, run: () => setTurn(turn + 1) },
        ]}
      />
      <Tabs group="iam" label="Access control (IAM)" tabs={tabs} open={open} onOpen={setOpen}>
        <Fragment key={turn}>
          {open === 'check-access' && <CheckAccess scope={scope} blade={blade} />}
          {open === 'role-assignments' && <RoleAssignments scope={scope} />}
          {open === 'roles' && <Roles scope={scope} />}
          {open === 'deny' && <DenyAssignments scope={scope} />}
        </Fragment>
      </Tabs>
    </>
  );
}
