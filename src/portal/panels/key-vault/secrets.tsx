import { useState } from 'react';
import { Link, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { listSecrets, secretName, type SecretItem } from '../../api/vault.ts';
import { CommandBar } from '../../kit/command-bar.tsx';
import { Empty } from '../../kit/empty.tsx';
import { valueAt } from '../../kit/facts.ts';
import { useShared } from '../../kit/styles.ts';
import { Table, type Column } from '../../kit/table.tsx';
import { clockTime, dateTime } from '../../kit/times.ts';
import { Waiting } from '../../kit/waiting.tsx';
import { usePortal } from '../../shell/context.ts';
import { resource as to } from '../../shell/route.ts';
import type { PanelProps } from '../resources/panel.tsx';
import { CreateSecret } from './create-secret.tsx';
import { Refused } from './refused.tsx';
import { SecretBlade } from './secret-blade.tsx';
import { useAsked } from './use-asked.ts';

/** Secrets of a vault, listed through the data plane as the signed-in person. */
export function Secrets({ resource, tab }: PanelProps) {
  const shared = useShared();
  const uri = String(valueAt(resource, 'properties.vaultUri') ?? '');
  const { go } = usePortal();
  const open = (name?: string) => go(to(resource.id, 'secrets', name));
  const [creating, setCreating] = useState(false);
  const listed = useAsked(`secrets ${uri}`, (api) => listSecrets(api, uri));
  const { value, problem, at, stale, ask } = listed;
  if (tab) {
    return <SecretBlade key={tab} vaultUri={uri} name={tab} onBack={() => open()} onGone={() => void ask()} />;
  }
  return (
    <>
      <CommandBar
        label="Secrets"
        items={[
          { id: 'add', title: 'Generate/Import', icon: <AddRegular />, run: () => setCreating(true) },
          { id: 'refresh', title: 'Refresh', icon: <ArrowSyncRegular />, run: () => void ask() },
        ]}
      />
      {at !== undefined && (
        <p className={shared.muted}>
          Asked at {clockTime(at)}, as yourself.{stale && ' Things have happened since: Refresh asks again.'}
        </p>
      )}
      {problem && <Refused problem={problem} retry={() => void ask()} />}
      {!problem && !value && <Waiting what="Secrets" />}
      {value?.length === 0 && <Empty title="There are no secrets available.">Generate/Import puts one in.</Empty>}
      {value && value.length > 0 && <Rows items={value} onOpen={open} />}
      {value && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            A list never holds values. Reading one takes another permission, and another request.
          </MessageBarBody>
        </MessageBar>
      )}
      {creating && <CreateSecret vaultUri={uri} onDone={() => void ask()} onClose={() => setCreating(false)} />}
    </>
  );
}

function Rows({ items, onOpen }: { items: SecretItem[]; onOpen(name: string): void }) {
  const columns: Column<SecretItem>[] = [
    {
      title: 'Name',
      cell: ({ id }) => (
        <Link as="button" onClick={() => onOpen(secretName(id))}>
          {secretName(id)}
        </Link>
      ),
    },
    { title: 'Type', cell: ({ contentType }) => contentType ?? '' },
    { title: 'Status', cell: ({ attributes }) => (attributes.enabled ? 'Enabled' : 'Disabled') },
    { title: 'Expiration date', cell: ({ attributes }) => (attributes.exp ? dateTime(attributes.exp * 1000) : '') },
  ];
  return <Table label="Secrets" columns={columns} rows={items} keyOf={({ id }) => id} />;
}
