import { implement } from '../implement.ts';
import { shape } from '../shape.ts';

export const groupShow = implement('group show', {
  takes: { name: 'text' },
  run: async ({ name }, az) =>
    shape('ResourceGroup', await az.arm.get(`${await az.root()}/resourcegroups/${name}?api-version=2024-11-01`)),
});
