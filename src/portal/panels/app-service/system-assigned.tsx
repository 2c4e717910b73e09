import { useState } from 'react';
import { Button, Field, MessageBar, MessageBarBody, Radio, RadioGroup } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { SaveRegular } from '@fluentui/react-icons/svg/save';
import { at } from '../../api/arm.ts';
import { CommandBar } from '../../kit/command-bar.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { CopyButton } from '../../kit/copy-button.tsx';
import { useShared } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { useDeed } from '../../shell/use-deed.ts';
import type { IdentityProps } from './identity.tsx';
import { hasSystem, withSystem } from './identity-block.ts';

/** The identity that belongs to this resource alone. */
export function SystemAssigned({ resource, version }: IdentityProps) {
  const shared = useShared();
  const { go } = usePortal();
  const deed = useDeed();
  const { id, name, identity } = resource;
  const on = hasSystem(identity);
  const [wanted, setWanted] = useState<boolean>();
  const [asked, setAsked] = useState(false);
  const shown = wanted ?? on;
  const changed = shown !== on;
  const save = async () => {
    const ask = { method: 'PATCH', path: at(id, version), body: { identity: withSystem(identity, shown) } };
    const answer = await deed('arm', ask, shown ? enabled(name) : disabled(name));
    if (answer.ok) setWanted(undefined);
  };
  return (
    <>
      <p className={shared.says}>
        A system assigned managed identity is restricted to one per resource and is tied to the lifecycle of this
        resource. You can grant permissions to the managed identity by using Azure role-based access control (Azure
        RBAC). The managed identity is authenticated with Microsoft Entra ID, so you don’t have to store any credentials
        in code.
      </p>
      <CommandBar
        label="System assigned"
        items={[
          { id: 'save', title: 'Save', icon: <SaveRegular />, disabled: !changed, run: () => setAsked(true) },
          {
            id: 'discard',
            title: 'Discard',
            icon: <ArrowUndoRegular />,
            disabled: !changed,
            run: () => setWanted(undefined),
          },
        ]}
      />
      <Field label="Status">
        <RadioGroup
          layout="horizontal"
          value={shown ? 'on' : 'off'}
          onChange={(_, { value }) => setWanted(value === 'on')}
        >
          <Radio value="off" label="Off" />
          <Radio value="on" label="On" />
        </RadioGroup>
      </Field>
      {on && identity?.principalId && (
        <>
          <div>
            <span className={shared.muted}>Object (principal) ID</span>
            <div className={shared.row}>
              <span className={shared.mono}>{identity.principalId}</span>
              <CopyButton text={identity.principalId} what="Object (principal) ID" />
            </div>
          </div>
          <div className={shared.row}>
            <span className={shared.muted}>Permissions</span>
            <Button onClick={() => go({ at: 'principal', id: identity.principalId ?? '', name, from: id })}>
              Azure role assignments
            </Button>
          </div>
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>
              This resource is registered with Microsoft Entra ID. The managed identity can be configured to allow
              access to other resources. Be careful when making changes to the access settings for the managed identity
              because it can result in failures.
            </MessageBarBody>
          </MessageBar>
        </>
      )}
      {asked && (
        <Confirm
          title={`${shown ? 'Enable' : 'Disable'} system assigned managed identity`}
          yes="Yes"
          onYes={() => void save()}
          onClose={() => setAsked(false)}
        >
          {shown ? enableWords(name) : disableWords(name)}
        </Confirm>
      )}
    </>
  );
}

const enableWords = (name: string): string =>
  `'${name}' will be registered with Microsoft Entra ID. Once it is registered, '${name}' can be granted permissions to access resources protected by Microsoft Entra ID. Do you want to enable the system assigned managed identity for '${name}'?`;

const disableWords = (name: string): string =>
  `'${name}' will be unregistered from Microsoft Entra ID, and it can no longer access resources protected by Microsoft Entra ID. If you enable it again, it is another identity without any of the old permissions. Do you want to disable the system assigned managed identity for '${name}'?`;

const enabled = (name: string) => ({
  done: `Registered '${name}' with Microsoft Entra ID`,
  failed: `Failed to register '${name}' with Microsoft Entra ID`,
  detail: 'It can now prove who it is. It may do nothing yet: no role is assigned to it.',
});

const disabled = (name: string) => ({
  done: `Unregistered '${name}' from Microsoft Entra ID`,
  failed: `Failed to unregister '${name}' from Microsoft Entra ID`,
  detail: "Role assignments of the old identity stay behind as 'Identity not found'.",
});
