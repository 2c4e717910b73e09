import { Link } from '@fluentui/react-components';
import type { IdentityBlock } from '#kernel/rows.ts';
import { idKey, nameOf, resourceGroupOf } from '#kernel/scope.ts';
import { CopyButton } from '../../kit/copy-button.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table, type Column } from '../../kit/table.tsx';
import { usePortal } from '../../shell/context.ts';
import { resource as to } from '../../shell/route.ts';
import { userAssigned } from './identity-block.ts';

interface Props {
  identity: IdentityBlock | undefined;
  /** Offered where they can be taken off. */
  onRemove?(id: string): void;
}

/** The user-assigned identities of a host. */
export function AttachedIdentities({ identity, onRemove }: Props) {
  const { go } = usePortal();
  const columns: Column<string>[] = [
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
    ...(onRemove
      ? [
          {
            title: 'Action',
            quiet: true,
            cell: (one: string) => (
              <Link as="button" aria-label={`Remove ${nameOf(one)}`} onClick={() => onRemove(one)}>
                Remove
              </Link>
            ),
          },
        ]
      : []),
  ];
  return (
    <Table<string>
      label="User assigned managed identities"
      rows={userAssigned(identity)}
      keyOf={idKey}
      columns={columns}
    />
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
