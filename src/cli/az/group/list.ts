import { implement } from '../implement.ts';
import { quote } from '../arm.ts';
import { at, list, text } from '../json.ts';
import { shapes } from '../shape.ts';

export const groupList = implement('group list', {
  takes: { tag: 'tags?' },
  run: async ({ tag }, az) => {
    const [key, value] = Object.entries(tag ?? {})[0] ?? [];
    const filters = key ? [`tagname eq '${key}'`, ...(value ? [`tagvalue eq '${value}'`] : [])] : [];
    const query = filters.length > 0 ? `$filter=${quote(filters.join(' and '))}&` : '';
    const path = `${await az.root()}/resourcegroups?${query}api-version=2024-11-01`;
    return shapes('ResourceGroup', await az.arm.list(path));
  },
  table: (result) =>
    list(result).map((group) => ({
      Name: text(group, 'name'),
      Location: text(group, 'location'),
      Status: at(group, 'properties', 'provisioningState') ?? null,
    })),
});
