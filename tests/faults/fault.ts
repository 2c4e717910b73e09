import type { Scene } from './scene.ts';

/** What was answered: the status and the text, in which a code and a sentence are looked for. */
export interface Seen {
  status: number;
  text: string;
}

/**
 * One real failure of a tenant: how it comes about, what it looks like to the one who meets it, where Azure shows the
 * reason, and what mends it. Every step is a request through the front door, as a person or as code on a host.
 */
export interface Fault {
  id: string;
  /** In one line, as an administrator would say it. */
  says: string;
  /** Brings the tenant into the state that fails. */
  plant(scene: Scene): Promise<void>;
  /** What the one who meets it does; done again after the repair. */
  meet(scene: Scene): Promise<Seen>;
  /** What is then answered: `403 …`, `400 …`. */
  met: RegExp;
  /** A look at what Azure shows, by which the reason is found. */
  look(scene: Scene): Promise<Seen>;
  shows: RegExp;
  repair(scene: Scene): Promise<void>;
  /** What is answered after the repair. */
  mended: RegExp;
}

export const asText = ({ status, text }: Seen): string => `${status} ${text}`;
