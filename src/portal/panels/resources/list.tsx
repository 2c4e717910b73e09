import { Link } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { resourceGroups, subscriptions, type ResourceGroup, type Subscription } from '../../api/arm.ts';
import { bladeOf } from '../../blades.ts';
import { Body } from '../../kit/body.tsx';
import { CommandBar } from '../../kit/command-bar.tsx';
import { Empty } from '../../kit/empty.tsx';
import { regionWords } from '../../kit/facts.ts';
import { Frame } from '../../kit/frame.tsx';
import { Looked } from '../../kit/looked.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table } from '../../kit/table.tsx';
import { usePortal } from '../../shell/context.ts';
import { resource as to } from '../../shell/route.ts';
import { useLook } from '../../shell/use-look.ts';
import { NoSubscription } from './no-subscription.tsx';
import { ResourceList } from './resource-list.tsx';

/** The list of one type, or of all resources. */
export function ListOfType({ type }: { type?: string }) {
  const shared = useShared();
  const { go } = usePortal();
  if (!type) {
    return (
      <Frame id="all" title="All resources">
        <Body>
          <ResourceList label="All resources" />
        </Body>
      </Frame>
    );
  }
  const blade = bladeOf(type);
  return (
    <Frame id={type} title={blade.plural} icon={blade.icon}>
      <Body>
        {blade.create && (
          <CommandBar
            label={blade.plural}
            items={[{ id: 'create', title: 'Create', icon: <AddRegular />, run: () => go({ at: 'create', type }) }]}
          />
        )}
        <p className={shared.says}>{blade.says}</p>
        {blade.icon === 'group' && <Groups />}
        {blade.icon === 'subscription' && <Subscriptions />}
        {blade.icon !== 'group' && blade.icon !== 'subscription' && <ResourceList label={blade.plural} type={type} />}
      </Body>
    </Frame>
  );
}

function Groups() {
  const { go, subscription, settled } = usePortal();
  const id = subscription?.subscriptionId;
  const look = useLook(id && `groups ${id}`, (api) => resourceGroups(api, id ?? ''));
  if (settled && !subscription) return <NoSubscription />;
  return (
    <Looked look={look} what="Resource groups">
      {(rows) =>
        rows.length === 0 ? (
          <Empty title="No resource groups to display">
            Create one, or ask for a role that lets you see those that are there.
          </Empty>
        ) : (
          <Table<ResourceGroup>
            label="Resource groups"
            rows={rows}
            keyOf={(row) => row.id}
            columns={[
              {
                title: 'Name',
                cell: ({ id: group, name }) => (
                  <Link as="button" onClick={() => go(to(group))}>
                    {name}
                  </Link>
                ),
              },
              { title: 'Subscription', cell: () => subscription?.displayName },
              { title: 'Location', cell: ({ location }) => regionWords(location) },
            ]}
          />
        )
      }
    </Looked>
  );
}

function Subscriptions() {
  const { go } = usePortal();
  const look = useLook('subscriptions', subscriptions);
  return (
    <Looked look={look} what="Subscriptions">
      {(rows) =>
        rows.length === 0 ? (
          <NoSubscription />
        ) : (
          <Table<Subscription>
            label="Subscriptions"
            rows={rows}
            keyOf={(row) => row.subscriptionId}
            columns={[
              {
                title: 'Subscription name',
                cell: ({ subscriptionId, displayName }) => (
                  <Link as="button" onClick={() => go(to(`/subscriptions/${subscriptionId}`))}>
                    {displayName}
                  </Link>
                ),
              },
              { title: 'Subscription ID', cell: ({ subscriptionId }) => subscriptionId },
              { title: 'Status', cell: ({ state }) => (state === 'Enabled' ? 'Active' : state) },
            ]}
          />
        )
      }
    </Looked>
  );
}
