import { afterAll, describe, expect, it } from 'vitest';
import { walk, walkByXState } from '#kernel/machine.ts';
import { Outcomes } from '../conformance/outcomes.ts';
import { Scene } from '../faults/scene.ts';
import { decisionPaths, finalsOf, isDecision, type DecisionPath } from './decision-paths.ts';
import { machinesOnDisk, rowsIn } from './on-disk.ts';
import { Watched, type Ending, type Untrodden } from './seen.ts';

const decisions = (await machinesOnDisk()).flatMap(({ machines }) => machines).filter(isDecision);
const rows = await rowsIn<Ending | Untrodden>('requests');
const endings = rows.filter((row): row is Ending => 'end' in row);
const untrodden = rows.filter((row): row is Untrodden => 'why' in row);
/** The ways of these paths: two questions may lead from one state to the same next one. */
const waysOf = (paths: readonly DecisionPath[]): string[] => [
  ...new Set(paths.map(({ states }) => states.join(' > '))),
];
const generated = new Map(decisions.map((machine) => [machine.id, decisionPaths(machine)]));

describe('a decision is walked by the table as by XState', () => {
  it.each(decisions.map((machine) => [machine.id, machine] as const))('%s', (id, machine) => {
    const paths = generated.get(id) ?? [];
    const questions = Object.keys(machine.implementations.guards);
    for (const { states, answers } of paths) {
      const asked: string[] = [];
      const facts = Object.fromEntries(
        questions.map((question) => [
          question,
          () => {
            const answer = answers[question];
            if (answer === undefined) throw new Error(`${id} asks ${question} on the way to ${String(states.at(-1))}`);
            asked.push(question);
            return answer;
          },
        ]),
      );
      expect(walk(machine, facts).path).toEqual(states);
      expect(asked).toEqual(Object.keys(answers));
      expect(walkByXState(machine, facts).path).toEqual(states);
    }
    // Each combination of answers goes exactly one of these ways: those that a path does not ask about are all of its.
    const combinations = paths.map(({ answers }) => 2 ** (questions.length - Object.keys(answers).length));
    expect(combinations.reduce((sum, count) => sum + count, 0)).toBe(2 ** questions.length);
    expect(new Set(paths.map(({ states }) => states.at(-1)))).toEqual(new Set(finalsOf(machine)));
  });
});

describe('each ending of a decision is reached by a real request', () => {
  const outcomes = new Outcomes('decisions: machine, final state, request', ['status', 'path']);
  const taken = new Map<string, Set<string>>();
  afterAll(() => {
    const shares = [...generated].map(([id, paths]) => `${id} ${taken.get(id)?.size ?? 0} of ${waysOf(paths).length}`);
    console.log(`${outcomes.print()}\nways that these requests went, of those that there are: ${shares.join(', ')}`);
  });

  it.each(endings.map((ending) => [`${ending.machine}: ${ending.end}: ${ending.asks}`, ending] as const))(
    '%s',
    async (_title, { machine, end, asks, open = Scene.open, ask }) => {
      const scene = await open();
      const watched = new Watched(scene);
      const { status, text } = await ask(scene);
      const last = watched.stop().last(machine);
      expect([last?.path.at(-1), last?.status], text).toEqual([end, status]);
      const ways = waysOf(generated.get(machine) ?? []);
      for (const path of watched.paths(machine)) {
        expect(ways).toContain(path.join(' > '));
        taken.set(machine, (taken.get(machine) ?? new Set()).add(path.join(' > ')));
      }
      const row = `${machine}  ${end}  ${asks}`;
      outcomes.saw(row, 'status', String(status));
      outcomes.saw(row, 'path', last?.path.join(' > ') ?? '');
    },
  );

  it('has a request for every final state of every machine on the disk', () => {
    const named = new Set(endings.map(({ machine, end }) => `${machine} ${end}`));
    const all = decisions.flatMap((machine) => finalsOf(machine).map((end) => `${machine.id} ${end}`));
    expect([...named].sort()).toEqual(all.sort());
    expect(outcomes.empty()).toEqual([]);
  });

  it.each([...generated])('goes every way of %s, but those of which is said why not', (id, paths) => {
    const excused = (path: string) => untrodden.some((one) => one.machine === id && one.path.test(path));
    const ways = waysOf(paths);
    expect(ways.filter((way) => !taken.get(id)?.has(way))).toEqual(ways.filter(excused));
  });
});
