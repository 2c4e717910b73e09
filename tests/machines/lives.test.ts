import { afterAll, describe, expect, it } from 'vitest';
import { Outcomes } from '../conformance/outcomes.ts';
import { openWorld } from '../conformance/world.ts';
import { Scene } from '../faults/scene.ts';
import { isDecision } from './decision-paths.ts';
import type { Life } from './life.ts';
import { forbiddenSteps, lifePaths, stepsOf, written, type LifePath } from './life-paths.ts';
import { machinesOnDisk, rowsIn } from './on-disk.ts';
import { Watched } from './seen.ts';

const machines = (await machinesOnDisk()).flatMap(({ machines }) => machines).filter((one) => !isDecision(one));
const lives = await rowsIn<Life>('lives');
const world = await openWorld();
const machineOf = ({ machine: id }: Life) => {
  const found = machines.find((machine) => machine.id === id);
  if (!found) throw new Error(`no machine ${id}`);
  return found;
};
const initialOf = (life: Life): string => String((machineOf(life).config as { initial?: string }).initial);

const outcomes = new Outcomes('lives: machine, of what, event, state', ['status', 'Azure then shows']);
const lived = new Map<string, Set<string>>();
afterAll(() => {
  console.log(outcomes.print());
});

/** A tenant in which a life begins, and what happens there. */
class Living {
  readonly scene = new Scene(world);
  readonly life: Life;

  constructor(life: Life) {
    this.life = life;
  }

  /** Each begins at the start of the log, to which the tenant goes back. */
  static async begin(life: Life): Promise<Living> {
    await world.edge.append({ kind: 'undo', target: 0 });
    const living = new Living(life);
    await life.begin?.(living.scene);
    return living;
  }

  /** Lets an event happen; gives what was answered and the steps that the front door wrote down. */
  async happens(event: string): Promise<{ status: string; runs: string[][] }> {
    const cause = this.life.events[event];
    if (!cause) throw new Error(`nothing brings about ${event}`);
    const watched = new Watched(this.scene);
    const status =
      'wait' in cause ? (await this.scene.wait(cause.wait), 'time') : String((await cause.send(this.scene)).status);
    return { status, runs: watched.stop().paths(this.life.machine) };
  }

  async stands(state: string, after: string): Promise<string> {
    const seen = await this.life.look(this.scene);
    expect(seen, `${state} ${after}`).toMatch(this.life.shows[state] ?? /no such state/);
    return seen;
  }

  async follow(path: LifePath): Promise<void> {
    const { life } = this;
    for (const step of path) {
      const { from, event, to } = step;
      const { status, runs } = await this.happens(event);
      if (life.traced && !('wait' in (life.events[event] ?? {}))) expect(runs).toEqual([[from, to]]);
      const row = `${life.machine}  ${life.of}  ${from} by ${event}: ${to}`;
      outcomes.saw(row, 'status', status);
      outcomes.saw(row, 'Azure then shows', await this.stands(to, `after ${event}`));
      lived.set(life.machine, (lived.get(life.machine) ?? new Set()).add(written(step)));
    }
  }
}

const named = (path: LifePath): string => path.map(({ event }) => event).join(', ');

describe.each(lives.map((life) => [`${life.machine}: ${life.of}`, life] as const))('%s', (_title, life) => {
  const events = Object.keys(life.events);

  it.each(lifePaths(machineOf(life), events, life.depth, life.context).map((path) => [named(path), path] as const))(
    'shows after each step what the chart says: %s',
    async (_events, path) => {
      const living = await Living.begin(life);
      await living.stands(initialOf(life), 'at first');
      await living.follow(path);
    },
  );

  it('has the steps that Azure allows it', () => {
    const steps = stepsOf(machineOf(life), events, life.context).filter(({ from, to }) => from !== to);
    expect(steps.map(written).sort()).toEqual([...life.steps].sort());
  });

  it('takes no step that the chart does not allow', async () => {
    for (const { way, state, events: forbidden } of forbiddenSteps(machineOf(life), events, life.context)) {
      const living = await Living.begin(life);
      await living.follow(way);
      for (const event of forbidden) {
        if (life.otherwise?.includes(`${state} ${event}`)) continue;
        const { status, runs } = await living.happens(event);
        expect(runs).toEqual([]);
        await living.stands(state, `after ${event}, which was answered with ${status}`);
      }
    }
  });
});

it('has each step of every life on the disk in one of these', () => {
  for (const machine of machines) {
    const all = lifePaths(machine, machine.events, 6).flatMap((path) => path.map(written));
    expect([machine.id, [...(lived.get(machine.id) ?? [])].sort()]).toEqual([machine.id, [...new Set(all)].sort()]);
  }
  expect(outcomes.empty()).toEqual([]);
});
