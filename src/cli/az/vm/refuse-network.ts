import { CliError } from '../errors.ts';

/** The arguments about disks and networks that ask for nothing that is missing here, by the values that may be given. */
const HARMLESS: Readonly<Record<string, readonly string[]>> = {
  publicIpAddress: [''],
  nsg: [''],
  nsgRule: ['NONE'],
  publicIpSku: ['Standard'],
  loadBalancer: [''],
};

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Machines have no network here: an argument that asks for a part of one is refused by name, one that declines it is not. */
export function refuseNetwork(command: string, given: Readonly<Record<string, unknown>>): void {
  for (const [name, allowed] of Object.entries(HARMLESS)) {
    const value = given[name];
    if (typeof value !== 'string' || allowed.includes(value)) continue;
    throw new CliError(
      `'az ${command} --${kebab(name)} ${value}' exists in the real Azure CLI, but this lab does not simulate it yet.`,
    );
  }
}
