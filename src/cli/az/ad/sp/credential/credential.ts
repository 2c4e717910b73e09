import { implement } from '../../../implement.ts';
import { credentialsOf, deleteCredential, resetCredential } from '../../credentials.ts';
import { text } from '../../../json.ts';
import { findServicePrincipal } from '../../principals.ts';

export const adSpCredentialList = implement('ad sp credential list', {
  takes: { id: 'text', cert: 'flag' },
  run: async ({ id, cert }, az) => credentialsOf(await findServicePrincipal(az, id), cert),
});

export const adSpCredentialReset = implement('ad sp credential reset', {
  takes: { id: 'text', years: 'int?', endDate: 'text?', append: 'flag', displayName: 'text?' },
  run: async ({ id, ...reset }, az) => {
    const principal = await findServicePrincipal(az, id);
    return resetCredential(az, `/servicePrincipals/${text(principal, 'id')}`, principal, reset);
  },
});

export const adSpCredentialDelete = implement('ad sp credential delete', {
  takes: { id: 'text', keyId: 'text' },
  run: async ({ id, keyId }, az) => {
    const principal = await findServicePrincipal(az, id);
    return deleteCredential(az, `/servicePrincipals/${text(principal, 'id')}`, principal, { keyId, cert: false });
  },
});
