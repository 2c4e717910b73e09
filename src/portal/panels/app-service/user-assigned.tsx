import { useState } from 'react';
import { Link } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { idKey, nameOf, resourceGroupOf } from '#kernel/scope.ts';
import { at, userAssignedIdentities, type Resource } from '../../api/arm.ts';
import { CommandBar } from '../../kit/command-bar.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { CopyButton } from '../../kit/copy-button.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Looked } from '../../kit/looked.tsx';
import { Picker } from '../../kit/picker.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table } from '../../kit/table.tsx';
import { usePortal } from '../../shell/context.ts';
import { resource as to } from '../../shell/route.ts';
import { useDeed } from '../../shell/use-deed.ts';
import { useLook } from '../../shell/use-look.ts';
import { userAssigned, withoutUser, withUsers, type WantedIdentity } from './identity-block.ts';

/** Identities of their own that this app is given. */
export function UserAssigned({ resource, version }: { resource: Resource; version: string }) {
  const shared = useShared();
  const { go, subscription } = usePortal();
  const deed = useDeed();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<string>();
  const { id, name, identity } = resource;
  const ids = userAssigned(identity);
  const set = (wanted: WantedIdentity, done: string, failed: string) =>
    void deed('arm', { method: 'PATCH', path: at(id, version), body: { identity: wanted } }, { done, failed });
  const add = (chosen: string[]) =>
    set(
      withUsers(identity, chosen),
      `Added user assigned managed identity to '${name}'`,
      'Failed to add user assigned managed identity',
    );
  const remove = (one: string) =>
    set(
      withoutUser(identity, one),
      `Removed user assigned managed identity from '${name}'`,
      'Failed to remove user assigned managed identity',
    );
  return (
    <>
      <p className={shared.says}>
        User assigned managed identities enable Azure resources to authenticate to cloud services (e.g. Azure Key Vault)
        without storing credentials in code. This type of managed identities are created as standalone Azure resources,
        and have their own lifecycle. A single resource (e.g. Web App) can utilize multiple user assigned managed
        identities.
      </p>
      <CommandBar
        label="User assigned"
        items={[{ id: 'add', title: 'Add', icon: <AddRegular />, run: () => setAdding(true) }]}
      />
      {ids.length === 0 ? (
        <Empty title="No user assigned managed identities found on this resource.">
          Add one that exists in the subscription. The code must then say which one it means, by its client ID.
        </Empty>
      ) : (
        <Table<string>
          label="User assigned managed identities"
          rows={ids}
          keyOf={idKey}
          columns={[
            {
              title: 'Name',
              cell: (one) => (
                <Link as="button" onClick={() => go(to(one))}>
                  {nameOf(one)}
                </Link>
              ),
            },
            { title: 'Resource group', cell: (one) => nameOf(resourceGroupOf(one) ?? '') },
            { title: 'Client ID', cell: (one) => <ClientId id={identity?.userAssignedIdentities?.[one]?.clientId} /> },
            {
              title: 'Action',
              quiet: true,
              cell: (one) => (
                <Link as="button" aria-label={`Remove ${nameOf(one)}`} onClick={() => setRemoving(one)}>
                  Remove
                </Link>
              ),
            },
          ]}
        />
      )}
      {adding && subscription && (
        <AddIdentity
          subscriptionId={subscription.subscriptionId}
          have={ids}
          onPick={add}
          onClose={() => setAdding(false)}
        />
      )}
      {removing && (
        <Confirm
          title="Remove user assigned managed identity"
          yes="Yes"
          onYes={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        >
          {`Are you sure you want to remove '${nameOf(removing)}' from '${name}'? The identity itself stays, with its role assignments.`}
        </Confirm>
      )}
    </>
  );
}

function ClientId({ id }: { id: string | undefined }) {
  const shared = useShared();
  if (!id) return <>-</>;
  return (
    <span className={shared.row}>
      <span className={shared.mono}>{id}</span>
      <CopyButton text={id} what="Client ID" />
    </span>
  );
}

interface AddIdentityProps {
  subscriptionId: string;
  have: string[];
  onPick(ids: string[]): void;
  onClose(): void;
}

function AddIdentity({ subscriptionId, have, onPick, onClose }: AddIdentityProps) {
  const look = useLook(`identities ${subscriptionId}`, (api) => userAssignedIdentities(api, subscriptionId));
  return (
    <Looked look={look} what="Managed identities">
      {(all) => {
        const offered = all.filter(({ id }) => !have.some((one) => idKey(one) === idKey(id)));
        const items = offered.map(({ id, name, location }) => ({
          id,
          title: name,
          says: `Resource group: ${nameOf(resourceGroupOf(id) ?? '')} · ${location}`,
        }));
        return (
          <Picker
            title="Add user assigned managed identity"
            label="Filter by identity name and/or resource group name"
            action="Add"
            many
            items={items}
            empty="There is no (further) identity in the subscription. Create one first."
            onPick={onPick}
            onClose={onClose}
          />
        );
      }}
    </Looked>
  );
}
