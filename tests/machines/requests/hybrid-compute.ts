import { group } from '../../conformance/world.ts';
import { principalOf, Scene, systemAssigned } from '../../faults/scene.ts';
import type { Ending } from '../seen.ts';

const machine = 'arc-acquisition';
const server = `${group}/providers/Microsoft.HybridCompute/machines/srv1`;
const good = { 'api-version': '2020-06-01', resource: 'https://vault.azure.net' };
type Texts = Record<string, string>;

/** Code on a server, let in by a command that its owner runs there. */
class Server {
  readonly #scene: Scene;
  readonly #run: number;

  constructor(scene: Scene, run: number) {
    this.#scene = scene;
    this.#run = run;
  }

  static async enter(scene: Scene): Promise<Server> {
    const properties = { source: { script: 'app' } };
    await scene.make('PUT', `${server}/runCommands/enter`, { location: 'westeurope', properties });
    return new Server(scene, scene.world.edge.tenant.entries.length - 1);
  }

  async get(url: string, headers: Texts) {
    const answer = await this.#scene.world.edge.send({ method: 'GET', url, headers }, this.#run);
    return { status: answer.status, text: answer.body, asked: answer.headers['www-authenticate'] ?? '' };
  }

  ask(query: Texts, headers: Texts = { metadata: 'true' }) {
    const text = new URLSearchParams(query).toString();
    return this.get(`http://127.0.0.1:40342/metadata/identity/oauth2/token?${text}`, headers);
  }

  /** Asks, reads the file that the agent names, and asks again with what it holds. */
  async prove(query: Texts) {
    const { asked } = await this.ask(query);
    const key = await this.get(`http://files.localhost${asked.replace('Basic realm=', '')}`, {});
    return this.ask(query, { metadata: 'true', authorization: `Basic ${key.text}` });
  }
}

async function open(identity: object = systemAssigned): Promise<Scene> {
  const scene = await Scene.open();
  await scene.resource('Microsoft.HybridCompute/machines', 'srv1', { identity });
  return scene;
}
const on =
  (does: (server: Server) => Promise<{ status: number; text: string }>): Ending['ask'] =>
  async (scene) =>
    does(await Server.enter(scene));

const endings: Omit<Ending, 'machine'>[] = [
  { end: 'headerMissing', asks: 'without the header', ask: on((one) => one.ask(good, {})) },
  { end: 'versionUnknown', asks: 'in no version', ask: on((one) => one.ask({ resource: good.resource })) },
  { end: 'resourceMissing', asks: 'for no resource', ask: on((one) => one.ask({ 'api-version': '2020-06-01' })) },
  { end: 'challenged', asks: 'without the key', ask: on((one) => one.ask(good)) },
  {
    end: 'keyWrong',
    asks: 'with a guess',
    ask: on((one) => one.ask(good, { metadata: 'true', authorization: 'Basic guess' })),
  },
  {
    end: 'noIdentity',
    asks: 'on a server without an identity',
    open: () => open({ type: 'None' }),
    ask: on((one) => one.prove(good)),
  },
  {
    end: 'principalDisabled',
    asks: 'as an identity that may not sign in',
    async ask(scene) {
      const principal = principalOf(await scene.make('GET', server));
      await scene.makeGraph('PATCH', `/servicePrincipals/${principal}`, { accountEnabled: false });
      return (await Server.enter(scene)).prove(good);
    },
  },
  {
    end: 'resourceUnknown',
    asks: 'for what is no resource',
    ask: on((one) => one.prove({ ...good, resource: 'https://managements.azure.com' })),
  },
  { end: 'issued', asks: 'for a token', ask: on((one) => one.prove(good)) },
  {
    end: 'servedFromCache',
    asks: 'for a token, again',
    ask: on(async (one) => {
      await one.prove(good);
      return one.prove(good);
    }),
  },
];

export const arcEndings: Ending[] = endings.map((ending) => ({ machine, open: () => open(), ...ending }));
