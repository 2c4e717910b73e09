import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { at, list, member, text, type Json } from '../json.ts';
import { parseResourceId } from '../resource-id.ts';

const STORAGE_VERSION = '2024-01-01';
const SIZES = ['Standard_GRS', 'Standard_RAGRS', 'Standard_LRS', 'Standard_ZRS', 'Premium_LRS', 'Standard_GZRS'];

/** The account that a function app keeps its keys and leases in. */
export class HostStorage {
  readonly #az: Az;
  readonly #group: string;
  readonly #name: string;

  /** `account` is a name in the app's own group, or a full id. */
  constructor(az: Az, resourceGroup: string, account: string) {
    const id = parseResourceId(account);
    this.#az = az;
    this.#group = id?.resourceGroup ?? resourceGroup;
    this.#name = id?.name ?? account;
  }

  async #path(): Promise<string> {
    return `${await this.#az.group(this.#group)}/providers/Microsoft.Storage/storageAccounts/${this.#name}`;
  }

  async #account(): Promise<Json | undefined> {
    return this.#az.arm.get(`${await this.#path()}?api-version=${STORAGE_VERSION}`);
  }

  /** Whether the account's firewall keeps the public out. */
  async isRestricted(): Promise<boolean> {
    const account = await this.#account();
    const access = at(account, 'properties', 'publicNetworkAccess');
    const denies = at(account, 'properties', 'networkAcls', 'defaultAction') === 'Deny';
    return access === 'Disabled' || (access === 'Enabled' && denies);
  }

  /** The connection string with the first of the account's keys; az's refusal of an account that lacks a service. */
  async connectionString(): Promise<string> {
    const account = await this.#account();
    const lacking = ['blob', 'queue', 'table'].filter(
      (service) => !at(account, 'properties', 'primaryEndpoints', service),
    );
    const size = String(at(account, 'sku', 'name') ?? '');
    const wrong = [
      ...lacking
        .slice(-1)
        .map(
          (service) =>
            `Storage account '${this.#name}' has no '${service}' endpoint. It must have table, queue, and blob endpoints all enabled`,
        ),
      ...(SIZES.includes(size) ? [] : [`Storage type ${size} is not allowed`]),
    ].join('');
    if (wrong) throw new CliError(wrong);
    const keys = `${await this.#path()}/listKeys?api-version=${STORAGE_VERSION}&$expand=kerb`;
    const [key] = list(member(await this.#az.arm.call('POST', keys), 'keys'));
    return `DefaultEndpointsProtocol=https;EndpointSuffix=core.windows.net;AccountName=${this.#name};AccountKey=${text(key, 'value')}`;
  }
}
