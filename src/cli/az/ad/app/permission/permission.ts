import { implement } from '../../../implement.ts';
import { list, member } from '../../../json.ts';
import { findApplication } from '../../applications.ts';

export const adAppPermissionList = implement('ad app permission list', {
  takes: { id: 'text' },
  run: async ({ id }, az) => list(member(await findApplication(az, id), 'requiredResourceAccess')),
});
