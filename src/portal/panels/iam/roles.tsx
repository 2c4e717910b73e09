import { useState } from 'react';
import { Link, SearchBox } from '@fluentui/react-components';
import { roleDefinitions, type RoleDefinition } from '../../api/iam.ts';
import { Looked } from '../../kit/looked.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table } from '../../kit/table.tsx';
import { useLook } from '../../shell/use-look.ts';
import { matches } from '../../kit/match.ts';
import { RoleView } from './role-view.tsx';

/** How many roles are shown at once: the rest is found by searching. */
export const shownRoles = 50;

/** Says how much of the list is shown. */
export const countWords = (shown: number, all: number): string =>
  shown < all ? `Showing ${shown} of ${all} roles. Search to see others.` : `${all} ${all === 1 ? 'role' : 'roles'}`;

/** Every role that can be assigned here, with what it permits. */
export function Roles({ scope }: { scope: string }) {
  const shared = useShared();
  const [text, setText] = useState('');
  const [open, setOpen] = useState<RoleDefinition>();
  const look = useLook(`roles ${scope}`, (api) => roleDefinitions(api, scope));
  return (
    <>
      <p className={shared.says}>
        A role definition is a collection of permissions. Actions manage a resource; data actions reach what is in it.
      </p>
      <SearchBox
        placeholder="Search by role name, description or permission"
        aria-label="Search roles"
        value={text}
        onChange={(_, { value }) => setText(value)}
      />
      <Looked look={look} what="Roles">
        {(roles) => {
          const found = roles.filter((role) => roleMatches(text, role));
          return (
            <>
              <p className={shared.muted} role="status">
                {countWords(Math.min(shownRoles, found.length), found.length)}
              </p>
              <Table
                label="Roles"
                rows={found.slice(0, shownRoles)}
                keyOf={({ name }) => name}
                columns={[
                  { title: 'Name', cell: ({ properties }) => properties.roleName },
                  { title: 'Description', cell: ({ properties }) => properties.description ?? '' },
                  { title: 'Type', cell: ({ properties }) => properties.type },
                  {
                    title: 'Details',
                    cell: (role) => (
                      <Link as="button" aria-label={`View ${role.properties.roleName}`} onClick={() => setOpen(role)}>
                        View
                      </Link>
                    ),
                  },
                ]}
              />
            </>
          );
        }}
      </Looked>
      {open && <RoleView role={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

/** By name and description; a text with a slash or a star is looked for in the permissions. */
export function roleMatches(text: string, { properties }: RoleDefinition): boolean {
  if (!/[/*]/.test(text)) return matches(text, properties.roleName, properties.description);
  return properties.permissions.some(({ actions, dataActions }) => matches(text, ...actions, ...dataActions));
}
