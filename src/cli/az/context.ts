import type { ShellHost } from '../host.ts';
import { ArmClient } from './arm.ts';
import { CliError } from './errors.ts';
import { GraphClient } from './graph.ts';
import type { AzSession, Subscription } from './session.ts';
import { Transport } from './transport.ts';
import { VaultClient } from './vault.ts';

/** The shell's files, as `@file`, `--file` and `--output-file` need them. Paths may be relative. */
export interface Files {
  /** The text of a file, or undefined when there is none. */
  read(path: string): Promise<string | undefined>;
  write(path: string, content: string): Promise<void>;
}

export interface AzSetup {
  host: ShellHost;
  session: AzSession;
  files: Files;
  /** Asks on the terminal and returns the line typed. Absent where there is no terminal, as in a script. */
  ask?: (prompt: string) => Promise<string>;
  words: string;
  optionNames: readonly string[];
  /** The value of `--subscription`. */
  subscription?: string | undefined;
  /** The shell's environment variables, such as `AZURE_STORAGE_ACCOUNT`. */
  variables?: Readonly<Record<string, string>> | undefined;
}

/** What a command's body is handed: clients for each plane, the session, files and a voice. */
export class Az {
  readonly host: ShellHost;
  readonly session: AzSession;
  readonly files: Files;
  readonly transport: Transport;
  readonly arm: ArmClient;
  readonly graph: GraphClient;
  readonly warnings: string[] = [];
  readonly printed: string[] = [];
  readonly #setup: AzSetup;

  constructor(setup: AzSetup) {
    this.#setup = setup;
    this.host = setup.host;
    this.session = setup.session;
    this.files = setup.files;
    this.transport = new Transport(setup.host, setup.words, setup.optionNames);
    this.arm = new ArmClient(this.transport, setup.session);
    this.graph = new GraphClient(this.transport, setup.session);
  }

  /** A client for one vault, e.g. `https://kv-app.vault.azure.net`. */
  vault(base: string): VaultClient {
    return new VaultClient(base, this.transport, this.session);
  }

  /** Prints a line on stderr, in front of any error, unless `--only-show-errors` is given. */
  warn(message: string): void {
    this.warnings.push(message);
  }

  /** Prints text on stdout that is no result: neither queried nor formatted. */
  print(text: string): void {
    this.printed.push(`${text}\n`);
  }

  /** Whether an option stands on the line, as az asks where its own default means something else than the same value typed. */
  isTyped(option: string): boolean {
    return this.#setup.optionNames.includes(option);
  }

  /** An environment variable of the shell; undefined where it is not set or empty. */
  variable(name: string): string | undefined {
    return this.#setup.variables?.[name] || undefined;
  }

  /** The subscription in effect: `--subscription`, else the default one. */
  subscription(): Promise<Subscription> {
    return this.session.subscription(this.#setup.subscription);
  }

  /** `/subscriptions/{id}` of the subscription in effect. */
  async root(): Promise<string> {
    return `/subscriptions/${(await this.subscription()).id}`;
  }

  /** `/subscriptions/{id}/resourceGroups/{name}`, spelt as management SDKs spell it. */
  async group(name: string): Promise<string> {
    return `${await this.root()}/resourceGroups/${name}`;
  }

  /** The same where a command asks while it is under way, which az words otherwise without a terminal. */
  async confirmMidway(question: string): Promise<void> {
    if (!this.#setup.ask) throw new CliError('Unable to prompt for confirmation as no tty available. Use --yes.');
    await this.confirm(question);
  }

  /** The password that az asks for where none is given. */
  async password(): Promise<string> {
    if (!this.#setup.ask) throw new CliError('Please specify both username and password in non-interactive mode.');
    return this.#setup.ask('Password: ');
  }

  /** A yes-or-no question. Asked until it is y or n; n stops the command, and so does a missing terminal. */
  async confirm(question: string): Promise<void> {
    if (!this.#setup.ask) {
      this.warn('Unable to prompt for confirmation as no tty available. Use --yes.');
      throw new CliError('Operation cancelled.');
    }
    for (;;) {
      const answer = (await this.#setup.ask(`${question} (y/n): `)).trim().toLowerCase();
      if (answer === 'y') return;
      if (answer === 'n') throw new CliError('Operation cancelled.');
    }
  }
}
