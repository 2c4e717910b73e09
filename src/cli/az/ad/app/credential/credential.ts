import { implement } from '../../../implement.ts';
import { text } from '../../../json.ts';
import { findApplication } from '../../applications.ts';
import { credentialsOf, deleteCredential, resetCredential } from '../../credentials.ts';

export const adAppCredentialList = implement('ad app credential list', {
  takes: { id: 'text', cert: 'flag' },
  run: async ({ id, cert }, az) => credentialsOf(await findApplication(az, id), cert),
});

export const adAppCredentialReset = implement('ad app credential reset', {
  takes: { id: 'text', years: 'int?', endDate: 'text?', append: 'flag', displayName: 'text?' },
  run: async ({ id, ...reset }, az) => {
    const application = await findApplication(az, id);
    return resetCredential(az, `/applications/${text(application, 'id')}`, application, reset);
  },
});

export const adAppCredentialDelete = implement('ad app credential delete', {
  takes: { id: 'text', keyId: 'text', cert: 'flag' },
  run: async ({ id, ...which }, az) => {
    const application = await findApplication(az, id);
    return deleteCredential(az, `/applications/${text(application, 'id')}`, application, which);
  },
});
