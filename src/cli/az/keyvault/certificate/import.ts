import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { compact } from '../../json.ts';
import { certificateBundle, CERTIFICATES_VERSION } from './certificate.ts';

export const keyvaultCertificateImport = implement('keyvault certificate import', {
  takes: { name: 'text', vaultName: 'text', file: 'text', password: 'text?', disabled: 'bool?', tags: 'tags?' },
  run: async ({ name, vaultName, file, password, disabled, tags }, az) => {
    const content = await az.files.read(file);
    if (content === undefined)
      throw new CliError(`Unable to load certificate file '${file}': No such file or directory.`);
    const body = compact({
      value: btoa(String.fromCharCode(...new TextEncoder().encode(content))),
      pwd: password,
      attributes: disabled === undefined ? undefined : { enabled: !disabled },
      tags,
    });
    const path = `/certificates/${name}/import?api-version=${CERTIFICATES_VERSION}`;
    return certificateBundle(await az.vault(vaultName).call('POST', path, body));
  },
});
