import { Link } from '@fluentui/react-components';
import type { ChildList } from '#kernel/blade.ts';
import { at, listOf, type Resource } from '../../api/arm.ts';
import { Empty } from '../../kit/empty.tsx';
import { factText, withScope } from '../../kit/facts.ts';
import { Looked } from '../../kit/looked.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table, type Column } from '../../kit/table.tsx';
import { usePortal } from '../../shell/context.ts';
import { resource as to } from '../../shell/route.ts';
import { useLook } from '../../shell/use-look.ts';
import type { PanelProps } from './panel.tsx';

/** What stands below a resource: queues of a namespace, revisions of an app. */
export function Children({ resource: { id }, blade, entry }: PanelProps) {
  const shared = useShared();
  const { list } = entry;
  const path = list && at(id + list.path, list.apiVersion ?? blade.apiVersion);
  const look = useLook(path, (api) => listOf<Resource>(api, path ?? ''));
  if (!list) throw new Error(`the entry ${entry.title} says no list`);
  return (
    <>
      {entry.says && <p className={shared.says}>{entry.says}</p>}
      <Looked look={look} what={entry.title}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={list.empty.title}>{list.empty.says}</Empty>
          ) : (
            <Rows title={entry.title} list={list} rows={rows} />
          )
        }
      </Looked>
    </>
  );
}

/** Names of children carry those of their parents where ARM says so (`app/staging`): the last one is their own. */
const ownName = ({ id, name }: Resource): string => name.split('/').at(-1) || id;

function Rows({ title, list, rows }: { title: string; list: ChildList; rows: Resource[] }) {
  const { go } = usePortal();
  const columns: Column<Resource>[] = [
    {
      title: 'Name',
      cell: (row) =>
        list.opens ? (
          <Link as="button" onClick={() => go(to(row.id))}>
            {ownName(row)}
          </Link>
        ) : (
          ownName(row)
        ),
    },
    ...list.columns.map((fact): Column<Resource> => ({
      title: fact.label,
      cell: (row) => factText(withScope(row), fact),
    })),
  ];
  return <Table label={title} columns={columns} rows={rows} keyOf={({ id }) => id} />;
}
