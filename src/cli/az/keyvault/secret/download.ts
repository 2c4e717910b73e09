import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { at, text } from '../../json.ts';
import { secretRef, SECRETS_VERSION } from './secret.ts';

/** az writes over nothing. */
export async function refuseExisting(az: Az, file: string): Promise<void> {
  if ((await az.files.read(file)) !== undefined)
    throw new CliError(`File or directory named '${file}' already exists.`);
}

function fromBase64(value: string): Uint8Array {
  const letters = value.replace(/[^A-Za-z0-9+/]/g, '');
  if (letters.length % 4 === 1)
    throw new CliError(
      `Invalid base64-encoded string: number of data characters (${letters.length}) cannot be 1 more than a multiple of 4`,
    );
  if ((letters.length + (/=*$/.exec(value.trim())?.[0].length ?? 0)) % 4 !== 0) throw new CliError('Incorrect padding');
  return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
}

function fromHex(value: string): Uint8Array {
  if (value.length % 2 === 1) throw new CliError('Odd-length string');
  if (!/^[0-9a-f]*$/i.test(value)) throw new CliError('Non-hexadecimal digit found');
  return Uint8Array.from(value.match(/../g) ?? [], (digits) => parseInt(digits, 16));
}

export const keyvaultSecretDownload = implement('keyvault secret download', {
  takes: { file: 'text', name: 'text?', id: 'text?', encoding: 'text?', version: 'text?', vaultName: 'text?' },
  run: async ({ file, encoding, ...args }, az) => {
    const { vault, name, version } = secretRef(az, args);
    await refuseExisting(az, file);
    const secret = await vault.call('GET', `/secrets/${name}/${version}?api-version=${SECRETS_VERSION}`);
    const value = text(secret, 'value');
    const how = encoding ?? (text(at(secret, 'tags'), 'file-encoding') || 'utf-8');
    const decode = { base64: fromBase64, hex: fromHex }[how];
    await az.files.write(file, decode ? new TextDecoder().decode(decode(value)) : value);
    return undefined;
  },
});
