import { readFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTerminal, ownFault, versionOf, type Ran, type Terminal } from './serve-cli-az.ts';
import { cloudConfigOf, namesAreKnown } from './serve-cli-cloud.ts';
import { machinesLines, ownersLines, readersLines, strangersLines, type Line } from './serve-cli-lines.ts';
import { openServeWorld, type ServeWorld } from './serve-world.ts';

// The Azure CLI itself, where one is installed, against a served tenant: nothing of it is changed.
const version = await versionOf();
const note = 'no Azure CLI here: install one, or name it by TENANTLAB_AZ';
if (version === undefined) console.log(`The real Azure CLI was not tried: ${note}.`);

const minutes = 60_000;
let world: ServeWorld;
const said: Record<string, string> = {};

beforeAll(async () => {
  if (version === undefined) return;
  process.env['TENANTLAB_HOME'] = mkdtempSync(join(tmpdir(), 'tenantlab-home-'));
  world = await openServeWorld({ ports: { proxy: 0, https: 0 }, wallAt: new Date().toISOString() });
  const { owner, reader, tenantId, subscriptionId } = world.about;
  Object.assign(said, {
    APP: owner?.appId,
    SECRET: owner?.secret,
    READER: reader?.appId,
    READER_SECRET: reader?.secret,
  });
  Object.assign(said, {
    TENANT: tenantId,
    SUB: subscriptionId,
    VAULT: 'https://vault.azure.net',
    VAULTS: 'vault.azure.net',
  });
});
afterAll(async () => {
  if (version === undefined) return;
  expect(world.complaints).toEqual([]);
  await world.open.close();
});

const filled = (text: string): string => text.replaceAll(/\$([A-Z_]+)/g, (whole, name: string) => said[name] ?? whole);

/** Runs lines one after another; what differs from what must come, and where the client itself was at fault. */
async function go(terminal: Terminal, lines: readonly Line[]): Promise<{ wrong: string[]; faults: string[] }> {
  const [wrong, faults]: [string[], string[]] = [[], []];
  for (const { line, exit = 0, out, err, as } of lines) {
    const ran: Ran = await terminal.az(filled(line).slice('az '.length));
    if (as) said[as] = ran.out.trim();
    const fits = (pattern: RegExp | undefined, text: string): boolean =>
      !pattern || new RegExp(filled(pattern.source), pattern.flags).test(text.trim());
    if (ran.exit === exit && fits(out, ran.out) && fits(err, ran.err)) continue;
    const fault = ownFault(ran);
    if (fault) faults.push(`${line.slice(0, 60)}: ${fault}`);
    else wrong.push(`${line}\n  exit ${ran.exit}, not ${exit}\n  ${ran.out.slice(0, 400)}\n  ${ran.err.slice(-600)}`);
  }
  const [all, own] = [lines.length, faults.length];
  console.log(
    `az ${version}: ${all - own - wrong.length} of ${all} lines as they must be` +
      `${own ? `, ${own} broken in this client itself:\n  ${faults.join('\n  ')}` : ''}`,
  );
  return { wrong, faults };
}

const throughProxy = (user = ''): Terminal => {
  const proxy = (world.about.proxy ?? '').replace('//', `//${user && `${user}:@`}`);
  return openTerminal({
    ...{ HTTPS_PROXY: proxy, HTTP_PROXY: proxy, NO_PROXY: 'localhost,127.0.0.1' },
    REQUESTS_CA_BUNDLE: world.about.caBundle ?? '',
  });
};

/** A terminal in which the cloud is registered. Every version takes the file; the address alone is enough for newer ones. */
const asCloud = async (byName: boolean): Promise<Terminal> => {
  const terminal = openTerminal({ REQUESTS_CA_BUNDLE: world.about.caBundle ?? '' });
  const port = new URL(world.about.https ?? '').port;
  const config = await cloudConfigOf(Number(port), world.about.ca ?? '', byName);
  writeFileSync(join(terminal.folder, 'cloud.json'), config);
  writeFileSync(join(terminal.folder, 'a.txt'), 'hello from az');
  if (byName)
    Object.assign(said, { VAULT: `https://vault.sim.localhost:${port}`, VAULTS: `vault.sim.localhost:${port}` });
  return terminal;
};

const register: readonly Line[] = [
  { line: 'az cloud register -n sim --cloud-config @cloud.json' },
  { line: 'az cloud set -n sim' },
];
const armAndGraph = ownersLines.filter(
  ({ line }) => !/keyvault|vault|storage|appconfig|webapp|group delete|lock|vm /i.test(line),
);
/** The proxy's owner has made everything already: what would be made twice is left out, and what was refused before its grant. */
const again = ownersLines.filter(
  ({ line }) => !/keyvault create|secret set|container create|blob upload|blob list|queue create/.test(line),
);

describe('the Azure CLI through the proxy', () => {
  it('works as the owner', { timeout: 8 * minutes }, async ({ skip }) => {
    if (version === undefined) return skip(note);
    const terminal = throughProxy();
    writeFileSync(join(terminal.folder, 'a.txt'), 'hello from az');
    expect((await go(terminal, ownersLines)).wrong).toEqual([]);
    expect(readFileSync(join(terminal.folder, 'b.txt'), 'utf8')).toBe('hello from az');
  });

  it.for([
    ['a reader', readersLines, ''],
    ['a stranger', strangersLines, ''],
    ['the machine that the proxy’s user name says', machinesLines, 'vm1'],
  ] as const)('is refused as Azure refuses: %s', { timeout: 4 * minutes }, async ([, lines, user], { skip }) => {
    if (version === undefined) return skip(note);
    expect((await go(throughProxy(user), lines)).wrong).toEqual([]);
  });
});

describe('the Azure CLI with a registered cloud', () => {
  it('works by paths of one host, for which nothing is looked up', { timeout: 4 * minutes }, async ({ skip }) => {
    if (version === undefined) return skip(note);
    expect((await go(await asCloud(false), [...register, ...armAndGraph])).wrong).toEqual([]);
  });

  it('works by the names of its services, vaults and storage too', { timeout: 8 * minutes }, async ({ skip }) => {
    if (version === undefined) return skip(note);
    if (!(await namesAreKnown())) return skip('this machine does not look names under localhost up as its own');
    expect((await go(await asCloud(true), [...register, ...again])).wrong).toEqual([]);
  });
});
