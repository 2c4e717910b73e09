import { useState } from 'react';
import { Button, Field, Link, Radio, RadioGroup } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { principals, type Principal } from '../../api/graph.ts';
import type { RoleDefinition } from '../../api/iam.ts';
import { Empty } from '../../kit/empty.tsx';
import { Looked } from '../../kit/looked.tsx';
import { Picker } from '../../kit/picker.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table } from '../../kit/table.tsx';
import { useLook } from '../../shell/use-look.ts';
import { memberWords } from './identity-words.ts';
import { kindWords } from './kind-words.ts';
import { PrincipalCell } from './principal-cell.tsx';

export type MemberKind = 'any' | 'managed-identity';

interface MembersStepProps {
  role: RoleDefinition | undefined;
  kind: MemberKind;
  onKind(kind: MemberKind): void;
  members: Principal[];
  onMembers(members: Principal[]): void;
}

/** To whom: people, groups and service principals, or managed identities. */
export function MembersStep({ role, kind, onKind, members, onMembers }: MembersStepProps) {
  const shared = useShared();
  const [picking, setPicking] = useState(false);
  const look = useLook(picking ? 'principals' : undefined, principals);
  const identities = kind === 'managed-identity';
  const title = identities ? 'Select managed identities' : 'Select members';
  return (
    <>
      <p className={shared.text}>
        Selected role: <strong>{role?.properties.roleName ?? 'none yet'}</strong>
      </p>
      <Field label="Assign access to">
        <RadioGroup value={kind} onChange={(_, { value }) => onKind(value as MemberKind)}>
          <Radio value="any" label="User, group, or service principal" />
          <Radio value="managed-identity" label="Managed identity" />
        </RadioGroup>
      </Field>
      <div>
        <Button icon={<AddRegular />} onClick={() => setPicking(true)}>
          Select members
        </Button>
      </div>
      {members.length === 0 ? (
        <Empty title="No members selected">
          {identities ? 'An app appears here once its identity is switched on.' : 'Select who gets the role.'}
        </Empty>
      ) : (
        <Members members={members} onMembers={onMembers} />
      )}
      {picking && (
        <Looked look={look} what="the directory">
          {(all) => {
            const offered = all.filter(({ managedIdentity }) => managedIdentity === identities);
            return (
              <Picker
                title={title}
                label="Search by name"
                action="Select"
                many
                empty={identities ? 'There is no managed identity yet' : 'Nobody is in the directory'}
                items={offered.map((one) => ({ id: one.id, title: one.displayName, says: memberWords(one) }))}
                onPick={(ids) => onMembers(merged(members, offered, ids))}
                onClose={() => setPicking(false)}
              />
            );
          }}
        </Looked>
      )}
    </>
  );
}

const merged = (members: Principal[], offered: Principal[], ids: string[]): Principal[] => [
  ...members,
  ...offered.filter(({ id }) => ids.includes(id) && !members.some((member) => member.id === id)),
];

function Members({ members, onMembers }: Pick<MembersStepProps, 'members' | 'onMembers'>) {
  return (
    <Table<Principal>
      label="Members"
      rows={members}
      keyOf={({ id }) => id}
      columns={[
        { title: 'Name', cell: (one) => <PrincipalCell principal={one} id={one.id} named /> },
        { title: 'Object ID', cell: ({ id }) => id },
        { title: 'Type', cell: kindWords },
        {
          title: 'Action',
          quiet: true,
          cell: (one) => (
            <Link
              as="button"
              aria-label={`Remove ${one.displayName}`}
              onClick={() => onMembers(members.filter(({ id }) => id !== one.id))}
            >
              Remove
            </Link>
          ),
        },
      ]}
    />
  );
}
