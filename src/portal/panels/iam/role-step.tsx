import { useState } from 'react';
import { Link, makeStyles, MessageBar, MessageBarBody, SearchBox, tokens } from '@fluentui/react-components';
import { roleDefinitions, type RoleDefinition } from '../../api/iam.ts';
import { Looked } from '../../kit/looked.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table, type Column } from '../../kit/table.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { useLook } from '../../shell/use-look.ts';
import { isPrivileged } from './privileged.ts';
import { RoleView } from './role-view.tsx';
import { countWords, roleMatches, shownRoles } from './roles.tsx';

const useStyles = makeStyles({
  choice: { display: 'flex', gap: '8px', alignItems: 'center', minHeight: '24px', cursor: 'pointer' },
  radio: { width: '16px', height: '16px', margin: 0, flexShrink: 0, accentColor: tokens.colorCompoundBrandBackground },
});

const kinds = [
  ['job', 'Job function roles'],
  ['privileged', 'Privileged administrator roles'],
] as const;

interface RoleStepProps {
  scope: string;
  role: RoleDefinition | undefined;
  onRole(role: RoleDefinition): void;
}

/** Which role: job function roles, or on their own tab those that rule over the rest. */
export function RoleStep({ scope, role, onRole }: RoleStepProps) {
  const shared = useShared();
  const [tab, setTab] = useState(role && isPrivileged(role) ? 'privileged' : 'job');
  const [text, setText] = useState('');
  const look = useLook(`roles ${scope}`, (api) => roleDefinitions(api, scope));
  return (
    <>
      <p className={shared.says}>
        A role definition is a collection of permissions. You can use the built-in roles or you can create your own
        custom roles.
      </p>
      <Tabs group="roles" label="Kinds of roles" tabs={kinds} open={tab} onOpen={setTab}>
        {tab === 'privileged' && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              Can a job function role with less access be used instead? A privileged role manages everything at its
              scope, and still does not read what is in a vault.
            </MessageBarBody>
          </MessageBar>
        )}
        <SearchBox
          placeholder="Search by role name, description or permission"
          aria-label="Search roles"
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
        <p className={shared.text} role="status">
          {role ? `Selected role: ${role.properties.roleName}` : 'No role selected'}
        </p>
        <Looked look={look} what="Roles">
          {(roles) => {
            const found = roles.filter((one) => isPrivileged(one) === (tab === 'privileged') && roleMatches(text, one));
            return <Choices roles={found} role={role} onRole={onRole} />;
          }}
        </Looked>
      </Tabs>
    </>
  );
}

function Choices({ roles, role, onRole }: { roles: RoleDefinition[] } & Pick<RoleStepProps, 'role' | 'onRole'>) {
  const styles = useStyles();
  const shared = useShared();
  const [open, setOpen] = useState<RoleDefinition>();
  const columns: Column<RoleDefinition>[] = [
    {
      title: 'Name',
      cell: (one) => (
        <label className={styles.choice}>
          <input
            type="radio"
            name="portal-role"
            className={styles.radio}
            checked={one.name === role?.name}
            onChange={() => onRole(one)}
          />
          {one.properties.roleName}
        </label>
      ),
    },
    { title: 'Description', cell: ({ properties }) => properties.description ?? '' },
    { title: 'Type', cell: ({ properties }) => properties.type },
    {
      title: 'Details',
      cell: (one) => (
        <Link as="button" aria-label={`View ${one.properties.roleName}`} onClick={() => setOpen(one)}>
          View
        </Link>
      ),
    },
  ];
  return (
    <>
      <span className={shared.muted}>{countWords(Math.min(shownRoles, roles.length), roles.length)}</span>
      <Table label="Roles" rows={roles.slice(0, shownRoles)} keyOf={({ name }) => name} columns={columns} />
      {open && <RoleView role={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
