import { implement } from '../implement.ts';
import { at, list, text } from '../json.ts';
import { shape, shapes } from '../shape.ts';
import { groupPath, groupRow, groupsPath } from './group.ts';

export const containerShow = implement('container show', {
  takes: { resourceGroup: 'text', name: 'text' },
  run: async ({ resourceGroup, name }, az) =>
    shape('ContainerGroup', await az.arm.get(await groupPath(az, resourceGroup, name))),
  table: groupRow,
});

export const containerList = implement('container list', {
  takes: { resourceGroup: 'text?' },
  run: async ({ resourceGroup }, az) =>
    shapes('ContainerGroup', await az.arm.list(await groupsPath(az, resourceGroup))),
  table: (result) => list(result).map(groupRow),
});

/** Without `--container-name`, the log of the group's first container. */
export const containerLogs = implement('container logs', {
  takes: { resourceGroup: 'text', name: 'text', containerName: 'text?' },
  run: async ({ resourceGroup, name, containerName }, az) => {
    const group = await az.arm.get(await groupPath(az, resourceGroup, name));
    const container = containerName ?? text(list(at(group, 'properties', 'containers'))[0], 'name');
    const path = await groupPath(az, resourceGroup, name, `/containers/${container}/logs`);
    az.print(text(await az.arm.get(path), 'content'));
    return undefined;
  },
});
