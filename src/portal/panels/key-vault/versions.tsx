import { useState } from 'react';
import { Button, Link } from '@fluentui/react-components';
import { secretPath, secretVersion, type SecretBundle, type SecretItem } from '../../api/vault.ts';
import type { Problem } from '../../api/problem.ts';
import { CopyButton } from '../../kit/copy-button.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table, type Column } from '../../kit/table.tsx';
import { dateTime } from '../../kit/times.ts';
import { usePortal } from '../../shell/context.ts';
import { useDeed } from '../../shell/use-deed.ts';
import { Refused } from './refused.tsx';

interface VersionsProps {
  vaultUri: string;
  name: string;
  items: SecretItem[];
  onChanged(): void;
}

/** The versions of a secret, newest first; a value is shown only when it is asked for. */
export function Versions({ vaultUri, name, items, onChanged }: VersionsProps) {
  const shared = useShared();
  const { api } = usePortal();
  const deed = useDeed();
  const [shown, setShown] = useState<{ version: string; value: string }>();
  const [problem, setProblem] = useState<Problem>();
  const newest = [...items].sort((a, b) => (b.attributes.created ?? 0) - (a.attributes.created ?? 0));
  const show = async (version: string) => {
    const answer = await api.deed<SecretBundle>('vault', { method: 'GET', path: secretPath(vaultUri, name, version) });
    setProblem(answer.ok ? undefined : answer.problem);
    setShown(answer.ok ? { version, value: answer.value.value } : undefined);
  };
  const enable = async (version: string, enabled: boolean) => {
    const ask = { method: 'PATCH', path: secretPath(vaultUri, name, version), body: { attributes: { enabled } } };
    const answer = await deed('vault', ask, {
      done: `The secret version has been ${enabled ? 'enabled' : 'disabled'}.`,
      failed: 'Failed to update the secret version',
    });
    if (!answer.ok) return;
    setProblem(undefined);
    onChanged();
  };
  const columns: Column<SecretItem>[] = [
    { title: 'Version', cell: ({ id }) => <span className={shared.mono}>{secretVersion(id)}</span> },
    { title: 'Status', cell: ({ attributes }) => (attributes.enabled ? 'Enabled' : 'Disabled') },
    { title: 'Created', cell: ({ attributes }) => (attributes.created ? dateTime(attributes.created * 1000) : '') },
    {
      title: 'Value',
      cell: ({ id }) => {
        const version = secretVersion(id) ?? '';
        if (shown?.version !== version) {
          return (
            <Button
              size="small"
              aria-label={`Show secret value of version ${version}`}
              onClick={() => void show(version)}
            >
              Show Secret Value
            </Button>
          );
        }
        return (
          <span className={shared.row}>
            <span className={shared.mono}>{shown.value}</span>
            <CopyButton text={shown.value} what="Secret value" />
            <Link as="button" onClick={() => setShown(undefined)}>
              Hide
            </Link>
          </span>
        );
      },
    },
    {
      title: 'Action',
      quiet: true,
      cell: ({ id, attributes }) => {
        const version = secretVersion(id) ?? '';
        const word = attributes.enabled ? 'Disable' : 'Enable';
        return (
          <Link
            as="button"
            aria-label={`${word} version ${version}`}
            onClick={() => void enable(version, !attributes.enabled)}
          >
            {word}
          </Link>
        );
      },
    },
  ];
  return (
    <>
      {problem && <Refused problem={problem} retry={() => setProblem(undefined)} />}
      <Table label={`Versions of ${name}`} columns={columns} rows={newest} keyOf={({ id }) => id} />
    </>
  );
}
