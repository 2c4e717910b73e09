import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { compact } from '../../json.ts';
import { parseDate } from '../../values.ts';
import { secretRef } from '../secret/secret.ts';
import { keyBundle, KEYS_VERSION } from './key.ts';
import { readPrivateKey } from './pem.ts';

const seconds = (given: string | undefined): number | undefined => (given === undefined ? undefined : parseDate(given));

export const keyvaultKeyImport = implement('keyvault key import', {
  takes: {
    name: 'text?',
    vaultName: 'text?',
    pemFile: 'text?',
    pemString: 'text?',
    protection: 'text?',
    ops: 'texts?',
    disabled: 'bool?',
    expires: 'text?',
    notBefore: 'text?',
    tags: 'tags?',
    kty: 'text?',
    id: 'text?',
  },
  run: async ({ pemFile, pemString, protection, ops, disabled, expires, notBefore, tags, ...which }, az) => {
    if ((pemFile ? 1 : 0) + (pemString ? 1 : 0) !== 1)
      throw new CliError('supply exactly one: --byok-file, --byok-string, --pem-file, --pem-string', { exit: 2 });
    const { vault, name } = secretRef(az, which);
    const pem = pemFile ? await az.files.read(pemFile) : pemString;
    if (pem === undefined) throw new CliError(`[Errno 2] No such file or directory: '${pemFile ?? ''}'`);
    const body = compact({
      Hsm: protection === 'hsm',
      attributes: compact({ enabled: disabled !== true, nbf: seconds(notBefore), exp: seconds(expires) }),
      key: compact({ ...readPrivateKey(pem), key_ops: ops }),
      tags,
    });
    return keyBundle(await vault.call('PUT', `/keys/${name}?api-version=${KEYS_VERSION}`, body));
  },
});
