import { AzSession, type SessionState as AzState } from '../az/session.ts';
import type { ShellHost } from '../host.ts';
import { azCommand } from './commands/az-command.ts';
import { curlCommand } from './commands/curl-command.ts';
import { dateCommand } from './commands/date-command.ts';
import { portionsOf } from './incomplete.ts';
import { InterruptibleHost, Interrupted, unlessInterrupted } from './interrupt.ts';
import { runLine, type Ground } from './running/line-run.ts';
import { Network } from './commands/network.ts';
import { promptOf } from './prompt.ts';
import { restoreFiles, saveFiles, type SavedFile } from './running/saved-files.ts';
import { startState, variable, type ShellState } from './running/shell-state.ts';
import { smallCommands } from './commands/small-commands.ts';
import { ShellFiles, type Stream } from './running/terminal-files.ts';

/** What `snapshot` keeps: enough to go on in another worker after this one had to be ended. */
export interface ShellSnapshot {
  user: string;
  state: ShellState;
  files: SavedFile[];
  az: AzState;
  history: string[];
}

/** The terminal as the session sees it. */
export interface SessionTerminal {
  /** Shows output as soon as there is some. Lines end with a line feed alone. */
  write(stream: Stream, text: string): void;
  /** Shows a question and gives the line that is typed. */
  ask?(question: string): Promise<string>;
}

/** A bash session: what a line sets, defines, writes and enters is there for the next one. */
export class ShellSession {
  readonly files = new ShellFiles();
  readonly az: AzSession;
  readonly host: InterruptibleHost;
  readonly #terminal: SessionTerminal;
  readonly #ground: Ground;
  readonly #history: string[] = [];
  #user = 'user';
  #state = startState('user');
  #running: AbortController | undefined;

  constructor(host: ShellHost, terminal: SessionTerminal) {
    this.#terminal = terminal;
    this.host = new InterruptibleHost(host);
    this.az = new AzSession(this.host);
    this.files.write = (stream, text) => terminal.write(stream, text);
    const network = new Network(this.host);
    const question = terminal.ask?.bind(terminal);
    const ask = question && ((text: string) => unlessInterrupted(() => question(text), this.host.signal));
    this.#ground = {
      files: this.files,
      network,
      commands: [
        azCommand({ host: this.host, session: this.az, ...(ask && { ask }) }),
        curlCommand(network),
        dateCommand(this.host),
        ...smallCommands(this.#history),
      ],
      sleep: async (ms) => void (await this.host.wait(ms)),
    };
  }

  /** Makes the shell ready: as whoever is signed in, or as it was when the snapshot was taken. */
  async start(snapshot?: ShellSnapshot): Promise<void> {
    for (const folder of ['/tmp', '/usr/local/bin', '/dev']) await this.files.mkdir(folder, { recursive: true });
    if (snapshot) {
      await restoreFiles(this.files, snapshot.files);
      this.#user = snapshot.user;
      this.#state = snapshot.state;
      this.az.restore(snapshot.az);
      this.#history.push(...snapshot.history);
      return;
    }
    const account = await this.host.account();
    this.#user = /^[a-z][\w.-]*/i.exec(account?.userPrincipalName ?? '')?.[0].toLowerCase() ?? 'user';
    await this.#begin();
  }

  async #begin(): Promise<void> {
    this.#state = startState(this.#user);
    await this.files.mkdir(this.#state.directory, { recursive: true });
  }

  /** `ada [ ~ ]$ ` */
  get prompt(): string {
    return promptOf(this.#user, this.directory, variable(this.#state, 'HOME'));
  }

  get directory(): string {
    return this.#state.directory;
  }

  /** Variables and functions, for completion. */
  get state(): ShellState {
    return this.#state;
  }

  /**
   * Runs what was typed, one command after the other, and gives the last exit code. `exited` says that the shell has
   * ended and a new one has begun; its files are still there. One call at a time.
   */
  async run(text: string): Promise<{ exitCode: number; exited: boolean }> {
    const running = new AbortController();
    this.#running = running;
    this.host.signal = running.signal;
    try {
      for (const portion of portionsOf(text)) {
        if (portion.text.trim() === '') continue;
        this.#history.push(portion.text);
        const exited = await this.#runOne(portion.text, running.signal);
        if (exited) return { exitCode: await this.#anew(), exited };
        if (running.signal.aborted) break;
      }
      return { exitCode: this.#state.status, exited: false };
    } finally {
      this.#running = undefined;
      this.host.signal = undefined;
    }
  }

  async #runOne(text: string, signal: AbortSignal): Promise<boolean> {
    try {
      const { state, stdout, stderr, exited } = await runLine(text, this.#state, this.#ground, signal);
      this.#state = state;
      if (stdout !== '') this.#terminal.write('stdout', stdout);
      if (stderr !== '') this.#terminal.write('stderr', stderr);
      return exited;
    } catch (error) {
      const interrupted = error instanceof Interrupted;
      this.#state = { ...this.#state, status: interrupted ? 130 : 1 };
      if (!interrupted)
        this.#terminal.write('stderr', `bash: ${error instanceof Error ? error.message : String(error)}\n`);
      return false;
    }
  }

  async #anew(): Promise<number> {
    const { status } = this.#state;
    await this.#begin();
    this.#terminal.write('stdout', 'The shell has ended. Here is a new one; your files are still there.\n');
    return status;
  }

  /** Ctrl+C: ends the line that runs. The host's calls that are under way are let go of. */
  interrupt(): void {
    this.#running?.abort();
  }

  /** The session as it was at the last prompt, as plain data. */
  async snapshot(): Promise<ShellSnapshot> {
    const { az, files } = this;
    const kept = { user: this.#user, state: this.#state, az: az.snapshot(), history: this.#history };
    return structuredClone({ ...kept, files: await saveFiles(files) });
  }
}
