import { Link } from '@fluentui/react-components';
import { nameOf, resourceGroupOf } from '#kernel/scope.ts';
import { at, listOf, versions } from '../../api/arm.ts';
import { bladeOf } from '../../blades.ts';
import { Empty } from '../../kit/empty.tsx';
import { Looked } from '../../kit/looked.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table } from '../../kit/table.tsx';
import { usePortal } from '../../shell/context.ts';
import { resource as to } from '../../shell/route.ts';
import { useLook } from '../../shell/use-look.ts';
import type { PanelProps } from '../resources/panel.tsx';

interface Host {
  id: string;
  name: string;
  type: string;
}

/** The resources that use this identity. */
export function Associated({ resource }: PanelProps) {
  const shared = useShared();
  const { go } = usePortal();
  const look = useLook(`associated ${resource.id}`, (api) =>
    listOf<Host>(api, at(`${resource.id}/listAssociatedResources`, versions.associated), 'POST'),
  );
  return (
    <>
      <p className={shared.says}>The resources that can ask for tokens as this identity.</p>
      <Looked look={look} what="Associated resources">
        {(hosts) =>
          hosts.length === 0 ? (
            <Empty title="No associated resources">
              Nothing uses this identity yet. An app gets it on its Identity blade, under User assigned.
            </Empty>
          ) : (
            <Table<Host>
              label="Associated resources"
              rows={hosts}
              keyOf={({ id }) => id}
              columns={[
                {
                  title: 'Name',
                  cell: ({ id }) => (
                    <Link as="button" onClick={() => go(to(id, 'identity'))}>
                      {nameOf(id)}
                    </Link>
                  ),
                },
                { title: 'Type', cell: ({ type }) => bladeOf(type).typeName },
                { title: 'Resource group', cell: ({ id }) => nameOf(resourceGroupOf(id) ?? '') },
              ]}
            />
          )
        }
      </Looked>
    </>
  );
}
