import type { Scene } from '../faults/scene.ts';

/** A life as Azure shows it: what brings its events about, and what is seen of each of its states. */
export interface Life {
  /** Id of the machine. */
  machine: string;
  /** Whose life it is. */
  of: string;
  /** What the guards of the chart ask. */
  context?: object;
  /** Brings the tenant to where the life begins. */
  begin?(scene: Scene): Promise<unknown>;
  /** A request for each event, or a move of the clock. */
  events: Record<string, { send(scene: Scene): Promise<{ status: number }> } | { wait: number }>;
  /** The steps that Azure lets this life take, told once more beside the chart: `from event: to`. */
  steps: string[];
  /** How many steps are taken one after another. */
  depth: number;
  /** Events that a state does not allow and that yet mean something else there: `state event`. */
  otherwise?: string[];
  /** What GETs and decisions tell, in short. */
  look(scene: Scene): Promise<string>;
  shows: Record<string, RegExp>;
  /** Whether the front door writes each step into its trace. */
  traced: boolean;
}
