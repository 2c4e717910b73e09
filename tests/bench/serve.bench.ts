// `npm run serve` under load, its log written, beside Azurite: the same blob over plain HTTP. Azurite takes tokens over
// HTTPS only, and looks neither at their signature nor at roles; here it is given a signed address, ours a token whose
// signature, audience, lifetime and role are checked at each read.
import { azuriteVersion, startAzurite } from './azurite.ts';
import type { Bench } from './run.ts';
import { measure, onTheWire, type Measured } from './serve-load.ts';
import { form, furnish, ownerToken, startServe, tokenForm } from './served-scene.ts';

const content = 'x'.repeat(1024);
const connections = 16;
const seconds = 2;
const rounds = 3;
const expects = 'HTTP/1.1 200';

const told = ({ rate, p50, p99, cpu }: Measured): string =>
  `${rate.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms${cpu === undefined ? '' : `, processor ${cpu.toFixed(2)} ms each`}`;

/** How many times better ours is: by rate, and by the processor's time where it is known. */
const compared = (ours: Measured, theirs: Measured): string =>
  `ours: ${(ours.rate / theirs.rate).toFixed(1)} times${ours.cpu && theirs.cpu ? `, by processor ${(theirs.cpu / ours.cpu).toFixed(1)}` : ''}`;

const load = (to: { port: number; pid: number }, round: readonly string[], time = seconds): Promise<Measured> =>
  measure({ port: to.port, pid: to.pid, round, expects, connections, seconds: time });

const middle = (runs: Measured[]): Measured =>
  runs.sort((a, b) => a.rate - b.rate)[Math.floor(runs.length / 2)] ?? { rate: 0, p50: 0, p99: 0 };

export const rows: Bench = async () => {
  const scene = await startServe('--propagation', 'none');
  const azurite = await startAzurite(content);
  try {
    const { about, port, child } = scene;
    const served = { port, pid: child.pid ?? 0 };
    await furnish(scene, content);
    const bearer = async (resource: string) => ({
      authorization: `Bearer ${await ownerToken(scene, `${resource}/.default`)}`,
    });
    const login = tokenForm(about.owner ?? { appId: '', secret: '' }, 'https://vault.azure.net/.default');
    const token = onTheWire('POST', 'login.microsoftonline.com', `/${about.tenantId}/oauth2/v2.0/token`, form, login);
    const vault = await bearer('https://vault.azure.net');
    const secret = onTheWire('GET', 'kv1.vault.azure.net', '/secrets/db?api-version=7.4', vault);
    const storage = { ...(await bearer('https://storage.azure.com')), 'x-ms-version': '2024-11-04' };
    const read = onTheWire('GET', 'stbench.blob.core.windows.net', '/docs/a.txt', storage);
    // Each in its turn, several times, so that what else this machine does falls on both.
    const ours: Measured[] = [];
    const theirs: Measured[] = [];
    for (let run = 0; run <= rounds; run += 1) {
      const [one, other] = [await load(served, [read]), azurite && (await load(azurite, [azurite.read]))];
      if (run === 0) continue;
      ours.push(one);
      if (other) theirs.push(other);
    }
    await load(served, [token, secret], seconds / 2);
    const both = await load(served, [token, secret]);
    const [blob, beside] = [middle(ours), theirs.length ? middle(theirs) : undefined];
    return [
      { what: `serve, token and secret read, ${connections} connections`, value: told(both) },
      { what: 'serve, blob of 1 KB read with a token over HTTP', value: told(blob) },
      {
        what: `Azurite ${azuriteVersion}, the same read with a signed address`,
        value: beside ? `${told(beside)} (${compared(blob, beside)})` : 'not installed',
      },
    ];
  } finally {
    await Promise.all([scene.end(), azurite?.end()]);
  }
};
