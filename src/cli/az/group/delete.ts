import { implement } from '../implement.ts';
import { quote } from '../arm.ts';

export const groupDelete = implement('group delete', {
  takes: { name: 'text', forceDeletionTypes: 'text?', noWait: 'flag' },
  run: async ({ name, forceDeletionTypes, noWait }, az) => {
    const forced = forceDeletionTypes === undefined ? '' : `forceDeletionTypes=${quote(forceDeletionTypes)}&`;
    const path = `${await az.root()}/resourcegroups/${name}?${forced}api-version=2024-11-01`;
    if (noWait) await az.arm.call('DELETE', path);
    else await az.arm.finish('DELETE', path);
    return undefined;
  },
});
