import { useState } from 'react';
import { Link, SearchBox } from '@fluentui/react-components';
import { resourceGroupOf, subscriptionOf } from '#kernel/scope.ts';
import { at, listOf, versions } from '../../api/arm.ts';
import { Empty } from '../../kit/empty.tsx';
import { Looked } from '../../kit/looked.tsx';
import { matches } from '../../kit/match.ts';
import { useShared } from '../../kit/styles.ts';
import { Table, type Column } from '../../kit/table.tsx';
import { dateTime } from '../../kit/times.ts';
import { usePortal } from '../../shell/context.ts';
import { useLook } from '../../shell/use-look.ts';
import { JsonView } from '../resources/json-view.tsx';
import type { PanelProps } from '../resources/panel.tsx';
import { eventFilter, listed, operationWords, resourceWords, textOf, type ActivityEvent } from './events.ts';

/** What was changed, by whom, as Azure's own log tells it. Reads and the data plane are not in it. */
export function ActivityLog({ resource }: PanelProps) {
  const shared = useShared();
  const { state } = usePortal();
  const [text, setText] = useState('');
  const path = `${subscriptionOf(resource.id) ?? ''}/providers/Microsoft.Insights/eventtypes/management/values`;
  const look = useLook(`activity ${resource.id}`, (api) =>
    listOf<ActivityEvent>(api, at(path, versions.activity, { $filter: eventFilter(resource.id, state.now) })),
  );
  return (
    <>
      <p className={shared.says}>
        Changes to this {resourceGroupOf(resource.id) ? 'resource' : 'subscription'} through Azure Resource Manager.
        Reads leave no line here, nor does what happens inside of a vault.
      </p>
      <SearchBox
        placeholder="Search"
        aria-label="Search the activity log"
        value={text}
        onChange={(_, { value }) => setText(value)}
      />
      <Looked look={look} what="Activity log">
        {(events) => {
          const shown = listed(events, resource.id).filter((one) =>
            matches(text, operationWords(one), textOf(one.status), one.caller, one.resourceId),
          );
          return shown.length ? (
            <Rows events={shown} />
          ) : (
            <Empty title="No results to display">Nothing was changed here in the last days.</Empty>
          );
        }}
      </Looked>
    </>
  );
}

function Rows({ events }: { events: ActivityEvent[] }) {
  const [open, setOpen] = useState<ActivityEvent>();
  const columns: Column<ActivityEvent>[] = [
    {
      title: 'Operation name',
      cell: (one) => (
        <Link as="button" onClick={() => setOpen(one)}>
          {operationWords(one)}
        </Link>
      ),
    },
    { title: 'Status', cell: ({ status }) => textOf(status) },
    { title: 'Time (UTC)', cell: ({ eventTimestamp }) => dateTime(Date.parse(eventTimestamp)) },
    { title: 'Event initiated by', cell: ({ caller }) => caller ?? '' },
    { title: 'Resource', cell: ({ resourceId }) => resourceWords(resourceId ?? '') },
  ];
  return (
    <>
      <Table label="Activity log" columns={columns} rows={events} keyOf={(one) => one.id} />
      {open && <JsonView resource={open} version={versions.activity} onClose={() => setOpen(undefined)} />}
    </>
  );
}
