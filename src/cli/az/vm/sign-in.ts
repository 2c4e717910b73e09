import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { compact, type JsonObject } from '../json.ts';

export interface SignIn {
  authenticationType: string | undefined;
  adminUsername: string | undefined;
  adminPassword: string | undefined;
  sshKeyValues: string[] | undefined;
  sshDestKeyPath: string | undefined;
  generateSshKeys: boolean;
}

const NO_KEY =
  'An RSA key file or key value must be supplied to SSH Key Value. You can use --generate-ssh-keys to let CLI generate one for you';

const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/, /[ `~!@#$%^&*()=+_[\]{}|;:./'",<>?]/];

function checkPassword(password: string | undefined, most: number): void {
  if (password === undefined) throw new CliError('Please specify password in non-interactive mode.', { exit: 2 });
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  if (password.length < 12 || password.length > most || kinds < 3)
    throw new CliError(
      `The password length must be between 12 and ${most}. Password must have the 3 of the following: 1 lower case character, 1 upper case character, 1 number and 1 special character.`,
      { exit: 2 },
    );
}

async function publicKeys(az: Az, given: SignIn, path: string): Promise<JsonObject[]> {
  const keys: JsonObject[] = [];
  for (const value of given.sshKeyValues ?? ['~/.ssh/id_rsa.pub']) {
    const keyData = (await az.files.read(value)) ?? value;
    if (/^ssh-|^ecdsa-/.test(keyData)) keys.push({ keyData, path });
    else if (!given.generateSshKeys) throw new CliError(NO_KEY, { exit: 2 });
  }
  return keys;
}

/**
 * Who may sign in to the machine, as its operating system's profile has it. A generated key is not written: nobody
 * signs in by SSH here.
 */
export async function signInProfile(az: Az, given: SignIn, isWindows: boolean): Promise<JsonObject> {
  const { adminPassword, adminUsername = 'azureuser' } = given;
  const both = given.sshKeyValues !== undefined && adminPassword !== undefined;
  const type =
    given.authenticationType ?? (both ? 'all' : isWindows || adminPassword !== undefined ? 'password' : 'ssh');
  if (isWindows && type === 'ssh') throw new CliError('SSH not supported for Windows VMs.', { exit: 2 });
  if (type === 'ssh' && adminPassword !== undefined)
    throw new CliError('Admin password cannot be used with SSH authentication type.', { exit: 2 });
  if (type !== 'ssh') checkPassword(adminPassword, isWindows ? 123 : 72);
  const path = given.sshDestKeyPath ?? `/home/${adminUsername}/.ssh/authorized_keys`;
  const keys = type === 'password' ? [] : await publicKeys(az, given, path);
  const ssh = keys.length > 0 ? { publicKeys: keys } : undefined;
  const linuxConfiguration =
    type === 'password' ? undefined : compact({ disablePasswordAuthentication: type === 'ssh', ssh });
  return compact({ adminUsername, adminPassword, linuxConfiguration });
}
