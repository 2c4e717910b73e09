import { CliError } from '../errors.ts';
import type { JsonObject } from '../json.ts';

const WINDOWS = 'MicrosoftWindowsServer';
const SERVER = 'WindowsServer';

/** az's own copy of the aliases that `--image` takes: publisher, offer, SKU. Source: "aliases.json" of azure-rest-api-specs. */
const ALIASES: Readonly<Record<string, readonly [string, string, string]>> = {
  CentOS85Gen2: ['OpenLogic', 'CentOS', '8_5-gen2'],
  Debian11: ['Debian', 'debian-11', '11-backports-gen2'],
  FlatcarLinuxFreeGen2: ['kinvolk', 'flatcar-container-linux-free', 'stable-gen2'],
  OpenSuseLeap154Gen2: ['SUSE', 'openSUSE-leap-15-4', 'gen2'],
  RHELRaw8LVMGen2: ['RedHat', 'RHEL', '8-lvm-gen2'],
  SuseSles15SP3: ['SUSE', 'sles-15-sp3', 'gen2'],
  Ubuntu2204: ['Canonical', '0001-com-ubuntu-server-jammy', '22_04-lts-gen2'],
  Win2022Datacenter: [WINDOWS, SERVER, '2022-datacenter-g2'],
  Win2022AzureEditionCore: [WINDOWS, SERVER, '2022-datacenter-azure-edition-core'],
  Win2019Datacenter: [WINDOWS, SERVER, '2019-datacenter-gensecond'],
  Win2016Datacenter: [WINDOWS, SERVER, '2016-datacenter-gensecond'],
  Win2012R2Datacenter: [WINDOWS, SERVER, '2012-R2-Datacenter'],
  Win2012Datacenter: [WINDOWS, SERVER, '2012-Datacenter'],
};

export interface Image {
  reference: JsonObject;
  isWindows: boolean;
}

/** The image that `--image` names: an alias or `publisher:offer:sku:version`. Images of one's own are not simulated. */
export function findImage(image: string): Image {
  const urn = /^([^:]*):([^:]*):([^:]*):([^:]*)/.exec(image);
  const alias = Object.entries(ALIASES).find(([name]) => name.toLowerCase() === image.toLowerCase());
  if (!urn && !alias)
    throw new CliError(
      `Invalid image "${image}". Use a valid image URN, custom image name, custom image id, VHD blob URI, or pick an image from [${Object.keys(
        ALIASES,
      )
        .map((name) => `'${name}'`)
        .join(', ')}].\nSee vm create -h for more information on specifying an image.`,
    );
  const [publisher = '', offer = '', sku = ''] = urn ? urn.slice(1) : (alias?.[1] ?? []);
  const version = urn?.[4] ?? 'latest';
  return { reference: { publisher, offer, sku, version }, isWindows: /windows/i.test(publisher) };
}
