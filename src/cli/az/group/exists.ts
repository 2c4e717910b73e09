import { implement } from '../implement.ts';
import { serviceError } from '../errors.ts';

export const groupExists = implement('group exists', {
  takes: { name: 'text' },
  run: async ({ name }, az) => {
    const path = `${await az.root()}/resourcegroups/${name}?api-version=2024-11-01`;
    const response = await az.arm.send('HEAD', path);
    if (response.status >= 400 && response.status !== 404) throw serviceError(response);
    return response.status !== 404;
  },
});
