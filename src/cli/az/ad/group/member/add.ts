import { implement } from '../../../implement.ts';
import { isGuid } from '../../../resource-id.ts';
import { groupId } from '../../principals.ts';

const DIRECTORY_OBJECTS = 'https://graph.microsoft.com/v1.0/directoryObjects';

export const adGroupMemberAdd = implement('ad group member add', {
  takes: { group: 'text', memberId: 'text' },
  run: async ({ group, memberId: member }, az) => {
    const path = `/groups/${await groupId(az, group)}/members/$ref`;
    await az.graph.call('POST', path, { '@odata.id': isGuid(member) ? `${DIRECTORY_OBJECTS}/${member}` : member });
    return undefined;
  },
});
