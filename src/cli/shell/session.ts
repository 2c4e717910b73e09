import type { AzSession, SessionState as AzState } from '../az/session.ts';
import type { HostShell, HostShells, ShellHost } from '../host.ts';
import { expandHistory } from './history-expansion.ts';
import { portionsOf } from './incomplete.ts';
import { Interrupted, type InterruptibleHost } from './interrupt.ts';
import { Place, type Around, type KeptPlace } from './place.ts';
import { runLine } from './running/line-run.ts';
import type { SavedFile } from './running/saved-files.ts';
import { variable, type ShellState } from './running/shell-state.ts';
import type { ShellFiles, Stream } from './running/terminal-files.ts';

/** What `snapshot` keeps: enough to go on in another worker after this one had to be ended. */
export interface ShellSnapshot {
  user: string;
  state: ShellState;
  files: SavedFile[];
  az: AzState;
  history: string[];
  /** The hosts that the terminal has gone on to, the innermost last. */
  inside?: KeptPlace[];
  /** How long the lab's log was: a shell of a longer log belongs to a tenant that is no more. */
  length?: number;
}

/** The terminal as the session sees it. */
export interface SessionTerminal {
  /** Shows output as soon as there is some. Lines end with a line feed alone. */
  write(stream: Stream, text: string): void;
  /** Shows a question and gives the line that is typed. */
  ask?(question: string): Promise<string>;
  /** Hands a file to the browser, which saves it. */
  offer?(name: string, content: Uint8Array): void;
}

/**
 * A bash session: what a line sets, defines, writes and enters is there for the next one. A command may lead on to a
 * host; the lines after it run there until `exit` leads back.
 */
export class ShellSession {
  readonly #terminal: SessionTerminal;
  readonly #history: string[] = [];
  readonly #around: Around;
  /** Hosts that were looked into, by id: their files are there the next time. */
  readonly #hosts = new Map<string, ShellFiles>();
  #places: [Place, ...Place[]];
  #next: HostShell | undefined;
  #running: AbortController | undefined;

  constructor(host: ShellHost, terminal: SessionTerminal) {
    this.#terminal = terminal;
    const shells: HostShells = {
      open: (shell) => void (this.#next = shell),
      run: async (shell, script, args) =>
        (await this.#placeOn(shell)).run(script, args, this.#running?.signal ?? undefined),
    };
    this.#around = { cloud: host, terminal, history: this.#history, shells };
    this.#places = [new Place(this.#around)];
  }

  /** Makes the shell ready: as whoever is signed in, or as it was when the snapshot was taken. */
  async start(snapshot?: ShellSnapshot): Promise<void> {
    const [first] = this.#places;
    await first.start(snapshot);
    this.#history.push(...(snapshot?.history ?? []));
    for (const kept of snapshot?.inside ?? []) {
      const place = new Place(this.#around, kept.shell);
      await place.start(kept);
      this.#places.push(place);
    }
  }

  get #place(): Place {
    return this.#places.at(-1) ?? this.#places[0];
  }

  get files(): ShellFiles {
    return this.#place.files;
  }

  get az(): AzSession {
    return this.#place.az;
  }

  get host(): InterruptibleHost {
    return this.#place.host;
  }

  /** `ada [ ~ ]$ `, on a host `root@app-web:~# ` */
  get prompt(): string {
    return this.#place.prompt;
  }

  get directory(): string {
    return this.#place.state.directory;
  }

  /** Variables and functions, for completion. */
  get state(): ShellState {
    return this.#place.state;
  }

  /**
   * Runs what was typed, one command after the other, and gives the last exit code. `exited` says that the shell has
   * ended and a new one has begun; its files are still there. One call at a time.
   */
  async run(text: string): Promise<{ exitCode: number; exited: boolean }> {
    const running = new AbortController();
    this.#running = running;
    try {
      for (const portion of portionsOf(text)) {
        if (portion.text.trim() === '') continue;
        const line = this.#calledBack(portion.text);
        if (line === undefined) break;
        this.#history.push(line);
        const exited = await this.#runOne(line, running.signal);
        if (exited && this.#places.length === 1) return { exitCode: await this.#anew(), exited };
        if (exited) this.#leave();
        await this.#goOn();
        if (running.signal.aborted) break;
      }
      return { exitCode: this.state.status, exited: false };
    } finally {
      this.#running = undefined;
    }
  }

  /** The line with `!!` and its like replaced, shown as bash shows it; undefined where there is no such line. */
  #calledBack(text: string): string | undefined {
    const expanded = expandHistory(text, this.#history);
    if ('missing' in expanded) {
      this.#terminal.write('stderr', `bash: ${expanded.missing}: event not found\n`);
      return undefined;
    }
    if (expanded.changed) this.#terminal.write('stdout', `${expanded.text}\n`);
    return expanded.text;
  }

  async #runOne(text: string, signal: AbortSignal): Promise<boolean> {
    const place = this.#place;
    place.host.signal = signal;
    try {
      const { state, stdout, stderr, exited } = await runLine(text, place.state, place.ground, signal);
      place.state = state;
      if (stdout !== '') this.#terminal.write('stdout', stdout);
      if (stderr !== '') this.#terminal.write('stderr', stderr);
      return exited;
    } catch (error) {
      const interrupted = error instanceof Interrupted;
      place.state = { ...place.state, status: interrupted ? 130 : 1 };
      if (!interrupted)
        this.#terminal.write('stderr', `bash: ${error instanceof Error ? error.message : String(error)}\n`);
      return false;
    } finally {
      place.host.signal = undefined;
    }
  }

  async #anew(): Promise<number> {
    const [first] = this.#places;
    const { status } = first.state;
    await first.begin();
    this.#terminal.write('stdout', 'The shell has ended. Here is a new one; your files are still there.\n');
    return status;
  }

  /** The place on a host, with the files that were left there and the session that leads there now. */
  async #placeOn(shell: HostShell): Promise<Place> {
    const place = new Place(this.#around, shell, this.#hosts.get(shell.session.host));
    await place.start();
    this.#hosts.set(shell.session.host, place.files);
    return place;
  }

  /** Goes on to the host that the line has led to, if it has. */
  async #goOn(): Promise<void> {
    const shell = this.#next;
    this.#next = undefined;
    if (!shell) return;
    this.#places.push(await this.#placeOn(shell));
    if (shell.greeting !== undefined) this.#terminal.write('stdout', shell.greeting);
  }

  /** `exit` on a host leads back to where the terminal came from, with its exit code. */
  #leave(): void {
    const left = this.#places.pop();
    this.#place.state = { ...this.state, status: left?.state.status ?? 0 };
    this.#terminal.write('stdout', `You have left ${left?.shell?.name ?? 'the host'}.\n`);
  }

  /** Puts a file that was uploaded into the home folder of the place, and gives its path. */
  async upload(name: string, content: Uint8Array): Promise<string> {
    const home = variable(this.state, 'HOME') ?? '/tmp';
    const path = this.files.resolvePath(home, name.replaceAll('/', '_'));
    await this.files.writeFile(path, content);
    return path;
  }

  /** A file by its path from the current folder; undefined where there is none. */
  async read(path: string): Promise<{ name: string; content: Uint8Array } | undefined> {
    const { files, directory, state } = this;
    const full = files.resolvePath(directory, path.replace(/^~(?=\/|$)/, variable(state, 'HOME') ?? '/'));
    if (!(await files.exists(full)) || (await files.stat(full)).isDirectory) return undefined;
    return { name: full.replace(/^.*\//, ''), content: await files.readFileBuffer(full) };
  }

  /** Ctrl+C: ends the line that runs. The host's calls that are under way are let go of. */
  interrupt(): void {
    this.#running?.abort();
  }

  /** The session as it was at the last prompt, as plain data. */
  async snapshot(): Promise<ShellSnapshot> {
    const [first, ...inside] = this.#places;
    const kept = { ...(await first.keep()), history: this.#history };
    return structuredClone({
      ...kept,
      ...(inside.length > 0 && { inside: await Promise.all(inside.map((place) => place.keep())) }),
    });
  }
}
