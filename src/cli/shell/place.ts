import { AzSession, type SessionState as AzState } from '../az/session.ts';
import type { HostShell, HostShells, ScriptEnd, ShellHost } from '../host.ts';
import { azCommand } from './commands/az-command.ts';
import { curlCommand } from './commands/curl-command.ts';
import { dateCommand } from './commands/date-command.ts';
import { downloadCommand } from './commands/download-command.ts';
import { Network } from './commands/network.ts';
import { everydayCommands } from './commands/everyday.ts';
import { lackingCommands } from './commands/lacking.ts';
import { sleepCommand } from './commands/sleep-command.ts';
import { smallCommands } from './commands/small-commands.ts';
import { InterruptibleHost, unlessInterrupted } from './interrupt.ts';
import { hostPromptOf, promptOf } from './prompt.ts';
import { runDetached } from './running/detached.ts';
import type { Ground } from './running/line-run.ts';
import { plainMessages } from './running/messages.ts';
import { restoreFiles, saveFiles, type SavedFile } from './running/saved-files.ts';
import { startState, variable, type ShellState } from './running/shell-state.ts';
import { ShellFiles } from './running/terminal-files.ts';
import type { SessionTerminal } from './session.ts';

/** A place as plain data: enough to go on there. */
export interface KeptPlace {
  user: string;
  state: ShellState;
  files: SavedFile[];
  az: AzState;
  /** The host that the place is on; absent for the Cloud Shell. */
  shell?: HostShell;
}

/** What all places of one terminal share. */
export interface Around {
  /** The tenant as the Cloud Shell reaches it. */
  cloud: ShellHost;
  terminal: SessionTerminal;
  history: string[];
  shells: HostShells;
}

/** The network of a host: what is sent from there, and nobody signed in. */
const hostOn = (cloud: ShellHost, { session, env }: HostShell): ShellHost => {
  const enter: NonNullable<ShellHost['enter']> = (request) => {
    if (!cloud.enter) throw new Error('this tenant has no way on to hosts');
    return cloud.enter(request, session.entry);
  };
  return {
    enter,
    send: async (request) => (await enter(request)).response,
    now: () => cloud.now(),
    wait: (ms) => cloud.wait(ms),
    account: () => Promise.resolve(undefined),
    signIn: (user) => cloud.signIn(user),
    env: { ...session.env, ...env },
  };
};

/** Where a shell runs, the Cloud Shell or a host of the tenant: its network, files, account, variables and folder. */
export class Place {
  readonly files: ShellFiles;
  readonly az: AzSession;
  readonly host: InterruptibleHost;
  readonly ground: Ground;
  readonly shell: HostShell | undefined;
  readonly #cloud: ShellHost;
  user = 'user';
  state = startState('user');

  constructor({ cloud, terminal, history, shells }: Around, shell?: HostShell, files = new ShellFiles()) {
    this.files = files;
    this.#cloud = cloud;
    this.shell = shell;
    this.host = new InterruptibleHost(shell ? hostOn(cloud, shell) : cloud);
    this.host.shells = shells;
    this.az = new AzSession(this.host);
    this.files.write = (stream, text) => terminal.write(stream, stream === 'stderr' ? plainMessages(text) : text);
    const network = new Network(this.host);
    const question = terminal.ask?.bind(terminal);
    const ask = question && ((text: string) => unlessInterrupted(() => question(text), this.host.signal));
    this.ground = {
      files: this.files,
      network,
      commands: [
        azCommand({ host: this.host, session: this.az, ...(ask && { ask }) }),
        curlCommand(network),
        dateCommand(this.host),
        sleepCommand(this.host),
        ...(terminal.offer ? [downloadCommand(terminal.offer.bind(terminal))] : []),
        ...smallCommands(history, shell?.name),
        ...everydayCommands,
        ...lackingCommands,
      ],
      sleep: async (ms) => void (await this.host.wait(ms)),
    };
  }

  /** Makes the place ready: as it is found by whoever arrives, or as it was left. */
  async start(kept?: KeptPlace): Promise<void> {
    for (const folder of ['/tmp', '/usr/local/bin', '/dev']) await this.files.mkdir(folder, { recursive: true });
    // Their bytes are made when they are read.
    for (const device of ['/dev/random', '/dev/urandom']) await this.files.writeFile(device, '');
    if (kept) {
      await restoreFiles(this.files, kept.files);
      this.user = kept.user;
      this.state = kept.state;
      this.az.restore(kept.az);
      return;
    }
    const account = this.shell ? undefined : await this.#cloud.account();
    this.user =
      this.shell?.user ?? /^[a-z][\w.-]*/i.exec(account?.userPrincipalName ?? '')?.[0].toLowerCase() ?? 'user';
    await this.begin();
  }

  /** A new shell in the place; its files stay. */
  async begin(): Promise<void> {
    this.state = startState(this.user, this.host.env, this.shell?.directory);
    const home = variable(this.state, 'HOME') ?? '/';
    for (const folder of [home, this.state.directory]) await this.files.mkdir(folder, { recursive: true });
  }

  get prompt(): string {
    const home = variable(this.state, 'HOME');
    const { directory } = this.state;
    return this.shell
      ? hostPromptOf(this.user, this.shell.name, directory, home)
      : promptOf(this.user, directory, home);
  }

  /** Runs a script by itself, outside of the terminal's shell. */
  async run(script: string, args: readonly string[], signal: AbortSignal | undefined): Promise<ScriptEnd> {
    this.host.signal = signal;
    return runDetached(script, args, this.state, this.ground, signal);
  }

  async keep(): Promise<KeptPlace> {
    const { user, state, az, files, shell } = this;
    return { user, state, az: az.snapshot(), files: await saveFiles(files), ...(shell && { shell }) };
  }
}
