import { useState } from 'react';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { listVersions, secretPath } from '../../api/vault.ts';
import { CommandBar } from '../../kit/command-bar.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { useShared } from '../../kit/styles.ts';
import { Waiting } from '../../kit/waiting.tsx';
import { useDeed } from '../../shell/use-deed.ts';
import { CreateSecret } from './create-secret.tsx';
import { Refused } from './refused.tsx';
import { useAsked } from './use-asked.ts';
import { Versions } from './versions.tsx';

interface SecretBladeProps {
  vaultUri: string;
  name: string;
  onBack(): void;
  /** The list is to be asked for again. */
  onGone(): void;
}

/** One secret: its versions, and what can be done with them. */
export function SecretBlade({ vaultUri, name, onBack, onGone }: SecretBladeProps) {
  const shared = useShared();
  const deed = useDeed();
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const { value, problem, ask } = useAsked(`versions ${vaultUri} ${name}`, (api) => listVersions(api, vaultUri, name));
  const remove = async () => {
    const answer = await deed(
      'vault',
      { method: 'DELETE', path: secretPath(vaultUri, name) },
      {
        done: `The secret '${name}' has been successfully deleted.`,
        failed: `Failed to delete the secret '${name}'`,
        detail: 'With soft-delete it stays recoverable until it is purged or its time is over.',
      },
    );
    if (!answer.ok) return;
    onBack();
    onGone();
  };
  return (
    <>
      <CommandBar
        label={name}
        items={[
          { id: 'back', title: 'Secrets', icon: <ArrowLeftRegular />, run: onBack },
          { id: 'new', title: 'New Version', icon: <AddRegular />, run: () => setCreating(true) },
          { id: 'refresh', title: 'Refresh', icon: <ArrowSyncRegular />, run: () => void ask() },
          { id: 'delete', title: 'Delete', icon: <DeleteRegular />, run: () => setDeleting(true) },
        ]}
      />
      <h3 className={shared.heading}>{name}: versions</h3>
      {problem && <Refused problem={problem} retry={() => void ask()} />}
      {!problem && !value && <Waiting what="Versions" />}
      {value && <Versions vaultUri={vaultUri} name={name} items={value} onChanged={() => void ask()} />}
      {creating && (
        <CreateSecret vaultUri={vaultUri} name={name} onDone={() => void ask()} onClose={() => setCreating(false)} />
      )}
      {deleting && (
        <Confirm title="Delete Secret" yes="Yes" onYes={() => void remove()} onClose={() => setDeleting(false)}>
          {`Are you sure you want to delete the secret '${name}' and all its versions?`}
        </Confirm>
      )}
    </>
  );
}
