import { useState } from 'react';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { idKey, nameOf, resourceGroupOf } from '#kernel/scope.ts';
import { at, userAssignedIdentities } from '../../api/arm.ts';
import { CommandBar } from '../../kit/command-bar.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Looked } from '../../kit/looked.tsx';
import { Picker } from '../../kit/picker.tsx';
import { useShared } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { useDeed } from '../../shell/use-deed.ts';
import { useLook } from '../../shell/use-look.ts';
import type { IdentityProps } from './identity.tsx';
import { AttachedIdentities } from './attached-identities.tsx';
import { userAssigned, withoutUser, withUsers, type WantedIdentity } from './identity-block.ts';

/** Identities of their own that this resource is given. */
export function UserAssigned({ resource, version, kind }: IdentityProps) {
  const shared = useShared();
  const { subscription } = usePortal();
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
        and have their own lifecycle. A single resource (e.g. {kind}) can utilize multiple user assigned managed
        identities.
      </p>
      <CommandBar
        label="User assigned"
        items={[{ id: 'add', title: 'Add', icon: <AddRegular />, run: () => setAdding(true) }]}
      />
      {ids.length === 0 ? (
        <Empty title="No user assigned managed identities found on this resource.">
          Add one that exists in the subscription. Where there are several, whoever asks for a token must say which one
          is meant, by its client ID.
        </Empty>
      ) : (
        <AttachedIdentities identity={identity} onRemove={setRemoving} />
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
