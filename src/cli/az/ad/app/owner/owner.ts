import { implement } from '../../../implement.ts';
import { applicationId } from '../../applications.ts';
import { addOwner } from '../../owners.ts';

export const adAppOwnerList = implement('ad app owner list', {
  takes: { id: 'text' },
  run: async ({ id }, az) => az.graph.get(`/applications/${await applicationId(az, id)}/owners`),
});

export const adAppOwnerAdd = implement('ad app owner add', {
  takes: { id: 'text', ownerObjectId: 'text' },
  run: async ({ id, ownerObjectId }, az) => addOwner(az, `/applications/${await applicationId(az, id)}`, ownerObjectId),
});

export const adAppOwnerRemove = implement('ad app owner remove', {
  takes: { id: 'text', ownerObjectId: 'text' },
  run: async ({ id, ownerObjectId }, az) =>
    az.graph.call('DELETE', `/applications/${await applicationId(az, id)}/owners/${ownerObjectId}/$ref`),
});
