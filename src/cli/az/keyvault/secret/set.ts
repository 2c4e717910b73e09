import { defineCommand } from '../../define.ts';
import { tags } from '../../parameters.ts';
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

export const keyvaultSecretSet = defineCommand({
  words: 'keyvault secret set',
  summary: "Create a secret (if one doesn't exist) or update a secret in a KeyVault.",
  parameters: {
    name: { short: 'n', required: true, group: 'Id', help: 'Name of the secret.' },
    value: { group: 'Content Source', help: "Plain text secret value. Cannot be used with '--file' or '--encoding'." },
    enabled: { help: '' },
    tags,
    description: {
      options: ['--description', '--content-type'],
      help: 'Description of the secret contents (e.g. password, connection string, etc).',
    },
    notBefore: { kind: 'date', help: "Secret not usable before the provided UTC datetime (Y-m-d'T'H:M:S'Z')." },
    expires: { kind: 'date', help: "Expiration UTC datetime (Y-m-d'T'H:M:S'Z')." },
    vaultName: { kind: 'vault', required: true, group: 'Id', help: 'Name of the Vault.' },
    disabled: { kind: 'bool', help: 'Create secret in disabled state.' },
    file: {
      short: 'f',
      group: 'Content Source',
      help: "Source file for secret. Use in conjunction with '--encoding'.",
    },
    encoding: {
      short: 'e',
      choices: ['utf-8', 'utf-16le', 'utf-16be', 'ascii', 'base64', 'hex'],
      default: 'utf-8',
      group: 'Content Source',
      help: 'Source file encoding. The value is saved as a tag (`file-encoding=<val>`) and used during download to automatically encode the resulting file.',
    },
  },
  examples: [
    {
      says: "Create a secret (if one doesn't exist) or update a secret in a KeyVault.",
      line: 'az keyvault secret set --name MySecretName --vault-name MyKeyVault --value MyVault\n',
    },
    {
      says: "Create a secret (if one doesn't exist) or update a secret in a KeyVault through a file.",
      line: 'az keyvault secret set --name MySecretName --vault-name MyKeyVault --file /path/to/file --encoding MyEncoding\n',
    },
  ],
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
