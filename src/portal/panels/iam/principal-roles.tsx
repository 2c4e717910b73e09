import { useState } from 'react';
import { Button, Link } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { resources, resourceGroups } from '../../api/arm.ts';
import type { Principal } from '../../api/graph.ts';
import { assignmentsOf } from '../../api/iam.ts';
import { bladeOf } from '../../blades.ts';
import { Body } from '../../kit/body.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Frame } from '../../kit/frame.tsx';
import { Looked } from '../../kit/looked.tsx';
import { Picker, type PickItem } from '../../kit/picker.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table } from '../../kit/table.tsx';
import { usePortal } from '../../shell/context.ts';
import { resource as to } from '../../shell/route.ts';
import { useLook } from '../../shell/use-look.ts';
import { EffectiveCell } from './effective.tsx';
import { scopeTitle } from './scopes.ts';
import { useAssignments, type AssignmentRow } from './use-assignments.ts';

interface PrincipalRoleListProps {
  id: string;
  name: string;
  /** Whether it is a managed identity, and no application with credentials of its own. */
  managed: boolean;
}

/** "Azure role assignments" of an identity, as a blade of its own. */
export function PrincipalRoles({ id, name, managed }: PrincipalRoleListProps) {
  return (
    <Frame id={`principal ${id}`} title="Azure role assignments" subtitle={name}>
      <Body>
        <PrincipalRoleList id={id} name={name} managed={managed} />
      </Body>
    </Frame>
  );
}

/** Every assignment of the identity in the subscription, wherever it is, and the way to add one. */
export function PrincipalRoleList({ id, name, managed }: PrincipalRoleListProps) {
  const shared = useShared();
  const { go, subscription } = usePortal();
  const [picking, setPicking] = useState(false);
  const subscriptionId = subscription?.subscriptionId ?? '';
  const member: Principal = { id, type: 'ServicePrincipal', displayName: name, detail: '', managedIdentity: managed };
  const look = useAssignments(subscription && `assignments of ${id}`, `/subscriptions/${subscriptionId}`, (api) =>
    assignmentsOf(api, subscriptionId, id),
  );
  return (
    <>
      <p className={shared.says}>
        What {name} may do in this subscription. If you do not see an assignment here, it may be at a scope that you may
        not read.
      </p>
      <div>
        <Button icon={<AddRegular />} onClick={() => setPicking(true)}>
          Add role assignment
        </Button>
      </div>
      <Looked look={look} what="Role assignments">
        {(rows) =>
          rows.length === 0 ? (
            <Empty title="No role assignments">
              An identity without a role can prove who it is, and do nothing with it.
            </Empty>
          ) : (
            <Table<AssignmentRow>
              label={`Role assignments of ${name}`}
              rows={rows}
              keyOf={({ assignment }) => assignment.id}
              columns={[
                { title: 'Role', cell: ({ roleName }) => roleName },
                {
                  title: 'Scope',
                  cell: ({ assignment: { properties } }) => (
                    <Link as="button" onClick={() => go(to(properties.scope, 'iam', 'role-assignments'))}>
                      {scopeTitle(properties.scope)}
                    </Link>
                  ),
                },
                { title: 'In effect', cell: ({ pendingUntil }) => <EffectiveCell until={pendingUntil} /> },
              ]}
            />
          )
        }
      </Looked>
      {picking && (
        <ScopePicker onPick={(scope) => go({ at: 'add-role', scope, member })} onClose={() => setPicking(false)} />
      )}
    </>
  );
}

/** Where to: a role is assigned at a scope, so that is asked first. */
function ScopePicker({ onPick, onClose }: { onPick(scope: string): void; onClose(): void }) {
  const { subscription } = usePortal();
  const subscriptionId = subscription?.subscriptionId ?? '';
  const look = useLook(subscription && `scopes ${subscriptionId}`, async (api) => {
    const groups = await resourceGroups(api, subscriptionId);
    const all = await resources(api, subscriptionId);
    if (!groups.ok) return groups;
    if (!all.ok) return all;
    const items: PickItem[] = [
      ...all.value.map(({ id, name, type }) => ({ id, title: name, says: bladeOf(type).typeName })),
      ...groups.value.map(({ id, name }) => ({ id, title: name, says: 'Resource group' })),
      {
        id: `/subscriptions/${subscriptionId}`,
        title: subscription?.displayName ?? subscriptionId,
        says: 'Subscription',
      },
    ];
    return { ok: true, status: 200, value: items };
  });
  return (
    <Looked look={look} what="scopes">
      {(items) => (
        <Picker
          title="Scope"
          label="Search by name"
          action="Next: role and members"
          items={items}
          onPick={([scope]) => scope && onPick(scope)}
          onClose={onClose}
        />
      )}
    </Looked>
  );
}
