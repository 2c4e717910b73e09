import { implement } from '../../implement.ts';
import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { compact } from '../../json.ts';
import { parseDate } from '../../values.ts';
import { secretBundle, SECRETS_VERSION } from './secret.ts';

async function readFile(az: Az, path: string): Promise<string> {
  const content = await az.files.read(path);
  if (content === undefined) throw new CliError(`[Errno 2] No such file or directory: '${path}'`);
  return content;
}

function encodeContent(content: string, encoding: string): string {
  const bytes = new TextEncoder().encode(content);
  if (encoding === 'hex') return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (encoding === 'base64') return `${btoa(String.fromCharCode(...bytes)).replace(/.{76}/g, '$&\n')}\n`;
  return content;
}

export const keyvaultSecretSet = implement('keyvault secret set', {
  takes: {
    name: 'text',
    value: 'text?',
    tags: 'tags?',
    description: 'text?',
    notBefore: 'text?',
    expires: 'text?',
    vaultName: 'text',
    disabled: 'bool?',
    file: 'text?',
    encoding: 'text',
  },
  run: async ({ name, value, tags, description, notBefore, expires, vaultName, disabled, file, encoding }, az) => {
    if ((value ? 1 : 0) + (file ? 1 : 0) !== 1)
      throw new CliError('incorrect usage: [Required] --value VALUE | --file PATH');
    const content = value ? value : encodeContent(await readFile(az, file ?? ''), encoding);
    const attributes = compact({
      enabled: disabled === undefined ? undefined : !disabled,
      nbf: notBefore === undefined ? undefined : parseDate(notBefore),
      exp: expires === undefined ? undefined : parseDate(expires),
    });
    const body = compact({
      value: content,
      tags: { ...tags, 'file-encoding': encoding },
      contentType: description,
      attributes: Object.keys(attributes).length > 0 ? attributes : undefined,
    });
    return secretBundle(await az.vault(vaultName).call('PUT', `/secrets/${name}?api-version=${SECRETS_VERSION}`, body));
  },
});
