import { isoSeconds } from '#kernel/clock.ts';
import type { ContainerGroup, ContainerGroupRow } from './models.ts';

type Shape = Record<string, unknown>;

/** How it stands with one container. */
const containerState = (row: ContainerGroupRow | undefined): Shape =>
  row?.state === 'Stopped'
    ? { state: 'Terminated', detailStatus: 'Stopped' }
    : { state: 'Running', startTime: isoSeconds(row?.startedAt ?? 0), detailStatus: '' };

/** A container group as ARM shows it; a list leaves the state of the containers out. Source: REST API "Container Groups". */
export function groupShape(group: ContainerGroup, row: ContainerGroupRow | undefined, listed = false): Shape {
  const { containers, ...rest } = group.properties;
  return {
    id: group.id,
    location: group.location,
    name: group.name,
    type: group.type,
    ...(group.tags && { tags: group.tags }),
    ...(group.zones && { zones: group.zones }),
    ...(group.identity && group.identity.type !== 'None' && { identity: group.identity }),
    properties: {
      ...rest,
      provisioningState: 'Succeeded',
      containers: containers.map(({ name, properties }) => ({
        name,
        properties: {
          ...properties,
          ...(!listed && { instanceView: { restartCount: 0, currentState: containerState(row) } }),
        },
      })),
      initContainers: rest['initContainers'] ?? [],
      ...(!listed && { instanceView: { events: [], state: row?.state ?? 'Running' } }),
    },
  };
}
