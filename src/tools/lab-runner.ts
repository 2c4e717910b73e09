// A lab in Node: its session with a Cloud Shell on it, for tests, graders of authors' scripts and tools.
import { runScript } from '#cli/shell/headless.ts';
import type { ShellHost } from '#cli/host.ts';
import type { LabModule } from '#lab/define.ts';
import { openSession, type LabSession } from '#lab/session.ts';
import type { SigningKey } from '#tenant/edge/token-keys.ts';

export interface OpenLab {
  session: LabSession;
  /** Runs a script of az commands as the signed-in learner; throws with the script's words when a command fails. */
  run(script: string): Promise<void>;
}

/** Opens a lab from its sources, with a fixed claim of wall time so that logs compare. */
export async function openLab(
  module: LabModule,
  key?: SigningKey,
  engine = 'engine-source',
  labHash = 'lab-source',
): Promise<OpenLab> {
  const opened = await openSession({
    module,
    labHash,
    engine,
    wall: () => '2026-11-23T09:00:00.000Z',
    ...(key && { key }),
  });
  if ('fault' in opened) throw new Error(opened.fault.message);
  const session = opened;
  const host: ShellHost = {
    send: session.send,
    peek: session.peek,
    now: session.now,
    wait: session.wait,
    account: async () => (await session.state()).account,
    signIn: (user) => session.signIn(user),
  };
  return {
    session,
    async run(script) {
      const { exitCode, stdout, stderr } = await runScript(script, host);
      if (exitCode !== 0) throw new Error(`the script failed (${exitCode}):\n${stderr}\n${stdout}`);
    },
  };
}
