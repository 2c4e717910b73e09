// The authorization decision beside its peers, interleaved in one run. Peers are asked no more often than their speed
// allows, and the slow ones about some principals only; every complete one must give our answers.
import { isAllowed } from '#services/authorization/decide.ts';
import { accessControl, casbin, casl, cedar, maps, type Peer } from './access-peers.ts';
import { workload, type Query, type Workload } from './access-workload.ts';
import { copyOf, costs } from './access-costs.ts';
import type { Bench } from './run.ts';

const sizes = [100, 1000, 4000, 40_000];
const rounds = 3;
const total = 100_000;

const ours = ({ tables, now, principals }: Workload): Peer => ({
  name: 'the decision, plain',
  complete: true,
  ask: ({ principal, permission }) => isAllowed(tables, now, principal, permission),
  covers: new Set(principals.map(({ principalId }) => principalId)),
});

/** Seconds that this thread was at work: a machine shared with others does not count against anybody. */
const worked = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
};

/** Seconds for one pass. The loop is the same for all, so none of them is compiled into it. */
function pass(ask: Peer['ask'], queries: readonly Query[], times = 1): number {
  const began = worked();
  for (let time = 0; time < times; time += 1) for (const query of queries) ask(query);
  return (worked() - began) / times;
}

/** The same, with strings that nobody has seen before: each batch is read from JSON just before it is asked. */
function passParsed(ask: Peer['ask'], batches: readonly string[]): number {
  let seconds = 0;
  for (const text of batches) seconds += pass(ask, JSON.parse(text) as Query[]);
  return seconds;
}

const rate = (perSecond: number): string =>
  perSecond >= 1e6
    ? `${(perSecond / 1e6).toFixed(2)}M`
    : perSecond >= 1e4
      ? `${(perSecond / 1e3).toFixed(0)}k`
      : `${(perSecond / 1e3).toFixed(1)}k`;

interface Cell {
  name: string;
  rate: number;
}

const keyOf = ({ principal, permission }: Query): string =>
  `${principal.principalId} ${permission.scope} ${permission.plane} ${permission.action}`;

/** Decisions a second of every engine at one size, interned strings and newly parsed ones. */
async function measure(work: Workload): Promise<Cell[]> {
  const fewer = work.principals.slice(0, 20);
  const own = ours(work);
  const mapped = maps(work);
  const control = accessControl(work);
  const entries: { peer: Peer; most: number }[] = [
    { peer: own, most: total },
    { peer: mapped, most: total },
    ...casl(work).map((peer) => ({ peer, most: total / 2 })),
    { peer: control, most: 20_000 },
    { peer: await casbin(work, fewer), most: 400 },
    { peer: cedar(work, fewer), most: 200 },
  ];
  const best = new Map<string, number>();
  const note = (name: string, perSecond: number): unknown => best.set(name, Math.max(best.get(name) ?? 0, perSecond));
  const asked = entries.map(({ peer, most }) => {
    const queries = work.queries.filter(({ principal }) => peer.covers.has(principal.principalId)).slice(0, most);
    const wrong = peer.complete ? queries.filter((query) => peer.ask(query) !== query.allowed).length : 0;
    if (wrong) throw new Error(`${peer.name} differs in ${wrong} of ${queries.length} answers`);
    return { peer, queries };
  });
  const batches: string[] = [];
  for (let at = 0; at < total; at += 1000) batches.push(JSON.stringify(work.queries.slice(at, at + 1000)));
  for (let round = 0; round < rounds; round += 1) {
    for (const { peer, queries } of asked) {
      // Asked once unmeasured, so that nobody pays for what its neighbour drove out of the machine's own caches.
      pass(peer.ask, queries);
      note(peer.name, queries.length / pass(peer.ask, queries, 2));
    }
    for (const peer of [own, mapped]) note(`${peer.name}, newly parsed strings`, total / passParsed(peer.ask, batches));
  }
  const once = [...new Map(work.queries.map((query) => [keyOf(query), query])).values()];
  for (const [fresh, most] of [
    [ours({ ...work, tables: copyOf(work) }), total],
    [casl(work)[0], work.assignments.length > 10_000 ? 5000 : 20_000],
  ] as const) {
    const some = once.slice(0, most);
    note(`${fresh.name}, first time`, some.length / pass(fresh.ask, some));
  }
  return [...best].map(([name, perSecond]) => ({ name, rate: perSecond }));
}

export const rows: Bench = async () => {
  const others = costs();
  const bySize: Cell[][] = [];
  for (const size of sizes) bySize.push(await measure(workload(size, total)));
  const [firstCells = []] = bySize;
  const find = (cells: Cell[], name: string): number => cells.find((cell) => cell.name === name)?.rate ?? NaN;
  const cells = (of: (cells: Cell[]) => string): string => bySize.map((one) => of(one).padStart(16)).join('');
  const table = [...firstCells]
    .sort((a, b) => b.rate - a.rate)
    .map(({ name }) => ({
      what: `decisions/s: ${name}`,
      value: cells((one) => {
        const way = ['newly parsed strings', 'first time'].find((one) => name.endsWith(one));
        const base = `the decision, plain${way ? `, ${way}` : ''}`;
        const ratio = find(one, base) / find(one, name);
        return `${rate(find(one, name))} ${ratio === 1 ? '' : `(${ratio.toFixed(ratio < 10 ? 1 : 0)}x)`}`;
      }),
    }));
  const plain = bySize.map((one) => find(one, 'the decision, plain'));
  const parsed = bySize.map((one) => find(one, 'the decision, plain, newly parsed strings'));
  return [
    {
      what: 'assignments (in brackets: how many times ours is faster)',
      value: sizes.map((n) => String(n).padStart(16)).join(''),
    },
    ...table,
    {
      what: 'cost at 40,000 beside 100, interned / parsed',
      value: [plain, parsed].map(([a = 0, , , d = 0]) => `${(a / d).toFixed(1)}x`).join(' / '),
    },
    ...others,
  ];
};
