import { beforeAll, describe, expect, it } from 'vitest';
import type { FlowRecord, LabSessionClient, LogItem, MachineChart } from '#lab/session-client.ts';
import { openLab } from '#tools/lab-runner.ts';
import { loadLab } from '#tools/lab-start.ts';
import { litBy } from './chart/lit.ts';
import { edgesOf } from './chart/shape.ts';
import { decodeJwt, withPayload } from './model/jwt.ts';
import { checksOf, endOf, tokenUse } from './model/checks.ts';
import { acquisition } from './words/machines.ts';
import { compare } from './model/compare.ts';
import { machineRuns } from './model/machine-runs.ts';
import { resend } from './model/resend.ts';
import { listLines } from './model/runs.ts';
import { storyOf } from './model/story.ts';
import { claimRows, tokensOf } from './model/token-view.ts';
import { whyOf } from './model/why.ts';

/** What this room draws of what really happens in a lab: nothing here is made by hand. */
const script = `
az webapp identity assign -g rg-shop -n app-web
principal=$(az webapp identity show -g rg-shop -n app-web --query principalId -o tsv)
vault=$(az keyvault show -g rg-shop -n kv-shop-7c41 --query id -o tsv)
az role assignment create --assignee-object-id "$principal" --assignee-principal-type ServicePrincipal --role Contributor --scope "$vault"
sleep 700
curl -s https://app-web.azurewebsites.net/
az role assignment create --assignee-object-id "$principal" --assignee-principal-type ServicePrincipal --role 'Key Vault Secrets User' --scope "$vault"
curl -s https://app-web.azurewebsites.net/
sleep 700
curl -s https://app-web.azurewebsites.net/
curl -s -H "Authorization: Bearer $(az account get-access-token --query accessToken -o tsv)" "https://kv-shop-7c41.vault.azure.net/secrets/db-password?api-version=7.6"
`;

let client: LabSessionClient;
let log: LogItem[];
let charts: MachineChart[];
const records = new Map<number, FlowRecord>();
const toVault = (): FlowRecord[] => [...records.values()].filter(({ trace }) => trace.surface === 'key-vault');

beforeAll(async () => {
  const { session, run } = await openLab(await loadLab('first-identity'));
  await run(script);
  client = session;
  log = (await client.log()).reverse();
  charts = await client.charts();
  for (const { seq } of log) {
    const record = await client.flow(seq);
    if (record) records.set(seq, record);
  }
}, 60_000);

describe('the runs of a lab', () => {
  it('end as they should: wrong role, role not yet in effect, answered, wrong audience', () => {
    expect(toVault().map(endOf)).toEqual(['forbidden', 'forbidden', 'answered', 'wrongAudience']);
    expect(toVault().map((record) => checksOf(record).at(-1)?.name)).toEqual([
      'permission',
      'permission',
      'object',
      'audience',
    ]);
  });

  it('are told between the parties that took part', () => {
    const [visit] = listLines(log).flatMap((line) =>
      line.kind === 'run' && line.run.items.length > 1 ? [line.run] : [],
    );
    const { parties } = storyOf(visit!.items.map((item) => ({ item, record: records.get(item.seq)! })));
    expect(parties.map(({ kind }) => kind)).toEqual([
      'person',
      'app',
      'identity-endpoint',
      'entra',
      'target',
      'decision',
    ]);
  });

  it('part at the permission, before and after the role is in effect', () => {
    const [, late, good] = toVault().map((record) => storyOf([{ item: record.item, record }]).steps);
    expect(compare(late!, good!).find(({ first }) => first)?.left?.label).toBe('permission');
  });
});

describe('the machines of a lab', () => {
  it('are drawn with lit paths that are the runs', () => {
    const drawn = new Set(charts.map(({ id }) => id));
    const runs = [...records.values()]
      .flatMap(({ trace }) => machineRuns(trace))
      .filter(({ machine }) => drawn.has(machine));
    expect([...new Set(runs.map(({ machine }) => machine))]).toEqual(expect.arrayContaining([tokenUse, acquisition]));
    for (const { machine, path } of runs) {
      const chart = charts.find(({ id }) => id === machine)!;
      const lit = litBy(edgesOf(chart), path);
      expect([...lit.states.keys()]).toEqual(path);
      expect(lit.edges.size).toBe(path.length - 1);
    }
  });
});

describe('the tokens of a lab', () => {
  it('have a sentence for every claim that Entra ID writes', () => {
    const unknown = [...records.values()]
      .flatMap((record) => tokensOf(record))
      .flatMap(({ parts }) => claimRows({ ...parts.header, ...parts.payload }, 0))
      .filter(({ says }) => says.startsWith('An extra claim'));
    expect([...new Set(unknown.map(({ name }) => name))]).toEqual([]);
  });

  it('name the entry that issued them, which brought exactly that token', () => {
    for (const { token } of toVault()) {
      expect(records.get(token!.issuedBy)?.issued?.jwt).toBe(token!.jwt);
    }
  });

  it('are refused at the signature once they have been edited', async () => {
    const good = toVault()[2]!;
    const { payload } = decodeJwt(good.token!.jwt)!;
    const seq = await resend(client, good, withPayload(good.token!.jwt, { ...payload, oid: 'somebody else' }));
    const record = (await client.flow(seq!))!;
    expect(checksOf(record).map(({ name, passed }) => [name, passed])).toEqual([['signature', false]]);
    expect(tokensOf(record)[0]?.parts.payload['oid']).toBe('somebody else');
  });
});

describe('the decisions of a lab', () => {
  it('say what is missing in the words of the one who is refused', () => {
    const what = toVault().map((record) => whyOf(record).missing?.what);
    expect(what[0]).toMatch(/^Contributor manages the resource from outside/);
    expect(what[1]).toMatch(/^Key Vault Secrets User is given, but it takes effect only at/);
    expect(what[2]).toBeUndefined();
    expect(what[3]).toContain('accepts only https://vault.azure.net');
  });

  it('list every assignment of the caller with its reason', () => {
    const rows = whyOf(toVault()[2]!).decisions[0]?.rows.map(({ role, counts }) => `${role} ${counts}`);
    expect(rows?.sort()).toEqual(['Contributor false', 'Key Vault Secrets User true']);
  });
});
