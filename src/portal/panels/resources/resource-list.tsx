import { useState } from 'react';
import { Link, makeStyles, SearchBox } from '@fluentui/react-components';
import { nameOf, resourceGroupOf } from '#kernel/scope.ts';
import { resources, type Resource } from '../../api/arm.ts';
import { bladeOf, wordsOf } from '../../blades.ts';
import { Empty } from '../../kit/empty.tsx';
import { TypeIcon } from '../../kit/icons.tsx';
import { regionWords } from '../../kit/facts.ts';
import { Looked } from '../../kit/looked.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table, type Column } from '../../kit/table.tsx';
import { usePortal } from '../../shell/context.ts';
import { NoSubscription } from './no-subscription.tsx';
import { resource as to } from '../../shell/route.ts';
import { useLook } from '../../shell/use-look.ts';
import { matches } from '../../kit/match.ts';

const useStyles = makeStyles({ search: { maxWidth: '320px', width: '100%' } });

interface ResourceListProps {
  label: string;
  /** Only those of a type, or of a group. */
  type?: string;
  group?: string;
}

/** All resources, with a box that filters by name and type. */
export function ResourceList({ label, type, group }: ResourceListProps) {
  const styles = useStyles();
  const shared = useShared();
  const { subscription, settled } = usePortal();
  const [text, setText] = useState('');
  const id = subscription?.subscriptionId;
  const look = useLook(id && `resources ${id}`, (api) => resources(api, id ?? ''));
  if (settled && !subscription) return <NoSubscription />;
  return (
    <div className={shared.stack}>
      <SearchBox
        className={styles.search}
        placeholder="Filter for any field..."
        aria-label={`Filter ${label}`}
        value={text}
        onChange={(_, { value }) => setText(value)}
      />
      <Looked look={look} what={label}>
        {(all) => {
          const mine = sortedByName(all).filter(
            (one) =>
              (!type || one.type.toLowerCase() === type.toLowerCase()) &&
              (!group || resourceGroupOf(one.id)?.toLowerCase() === group.toLowerCase()),
          );
          const shown = mine.filter((one) => matches(text, one.name, typeOf(one).typeName, one.location, one.id));
          if (mine.length === 0)
            return (
              <Empty title="No resources to display">
                What you may see appears here. Nothing does until somebody makes it, and until a role lets you read it.
              </Empty>
            );
          if (shown.length === 0) return <Empty title={`Nothing matches "${text}"`} />;
          return <Rows label={label} rows={shown} />;
        }}
      </Looked>
    </div>
  );
}

const typeOf = (one: Resource) => wordsOf(bladeOf(one.type), one);

const sortedByName = (all: Resource[]): Resource[] => [...all].sort((a, b) => a.name.localeCompare(b.name));

function Rows({ label, rows }: { label: string; rows: Resource[] }) {
  const shared = useShared();
  const { go } = usePortal();
  const columns: Column<Resource>[] = [
    {
      title: 'Name',
      cell: (row) => (
        <span className={shared.row}>
          <TypeIcon icon={typeOf(row).icon} />
          <Link as="button" onClick={() => go(to(row.id))}>
            {row.name}
          </Link>
        </span>
      ),
    },
    { title: 'Type', cell: (row) => typeOf(row).typeName },
    { title: 'Resource group', cell: ({ id }) => nameOf(resourceGroupOf(id) ?? '') },
    { title: 'Location', cell: ({ location }) => regionWords(location) },
  ];
  return <Table label={label} columns={columns} rows={rows} keyOf={({ id }) => id} />;
}
