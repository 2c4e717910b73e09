import type { Trace } from '#kernel/trace.ts';
import type { Scene } from '../faults/scene.ts';

/** A request that brought a decision to an ending: asked through the front door, as its sender asks it. */
export interface Ending {
  /** Id of the machine, and its final state. */
  machine: string;
  end: string;
  /** What is asked, in one line. */
  asks: string;
  open?(): Promise<Scene>;
  /** Its last request is the one that comes to the ending. */
  ask(scene: Scene): Promise<{ status: number; text: string }>;
}

/** A way that a chart has and no request goes: its ending is reached by others. */
export interface Untrodden {
  machine: string;
  path: RegExp;
  why: string;
}

const withInside = (trace: Trace): Trace[] => [trace, ...trace.inside.flatMap((one) => withInside(one.trace))];

/** What the front door wrote down while something was done. */
export class Watched {
  readonly traces: Trace[] = [];
  readonly #stop: () => void;

  constructor(scene: Scene) {
    this.#stop = scene.world.edge.onEntry(({ trace }) => {
      if (trace) this.traces.push(trace);
    });
  }

  stop(): this {
    this.#stop();
    return this;
  }

  /** The paths of a machine, also of the requests that a request made inside. */
  paths(machine: string, traces = this.traces): string[][] {
    const runs = traces.flatMap(withInside).flatMap((trace) => trace.runs);
    return runs.filter((run) => run.machine === machine).map(({ path }) => path);
  }

  /** The path that the last request took through a machine by itself. */
  last(machine: string): { path: string[]; status: number } | undefined {
    const trace = this.traces.at(-1);
    const run = trace?.runs.find((one) => one.machine === machine);
    return trace && run && { path: run.path, status: trace.status };
  }
}
