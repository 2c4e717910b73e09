import { implement } from '../../../implement.ts';
import { credentialsOf } from '../../credentials.ts';
import { findServicePrincipal } from '../../principals.ts';

export const adSpCredentialList = implement('ad sp credential list', {
  takes: { id: 'text', cert: 'flag' },
  run: async ({ id, cert }, az) => credentialsOf(await findServicePrincipal(az, id), cert),
});
