import { readFileSync, writeFileSync } from 'node:fs';
import { canonical } from '#kernel/canonical.ts';
import type { LabModule } from '#lab/define.ts';
import { startEntry, startTenant } from '#lab/open.ts';
import type { SubmissionHead } from '#lab/submission.ts';
import type { LogFault } from '#tenant/action-log/chain.ts';
import { Edge } from '#tenant/edge/edge.ts';
import { createSigningKey, TokenKeys, type SigningKey } from '#tenant/edge/token-keys.ts';
import { wallClock } from '#tenant/edge/wall-clock.ts';
import { subscriptionIdFor, tenantIdFor } from '#tenant/seed.ts';
import { environmentOf } from '#tenant/world.ts';
import { openDesk } from './desk.ts';
import type { Desk } from './handler.ts';
import { Hosts } from './hosts.ts';
import { LogFile, type KeptLog } from './log-file.ts';
import { lockLog } from './log-lock.ts';
import { operator, type Credential } from './operator.ts';
import { RealTime } from './real-time.ts';
import { Sessions } from './sessions.ts';

export interface ServeOptions {
  module: LabModule;
  /** What stands at the head of the log: which lab, which engine. */
  head: SubmissionHead;
  path: string;
  kept?: KeptLog;
  /** Who lets code on to hosts; absent: the person who is signed in when a lab opens. */
  operator?: Credential;
  /** Virtual time per real time; 0 stands still. */
  rate: number;
  /** Virtual time may not lag behind the wall's: for a tenant that began at the time of the wall. */
  catchUp: boolean;
  atOnce: boolean;
  /** The clock on the wall, ms. */
  wall?: () => number;
  complain(error: unknown): void;
}

/** A tenant that is ready to be asked. */
export interface Served {
  edge: Edge;
  desk: Desk;
  hosts: Hosts;
  tenantId: string;
  subscriptionId: string;
  /** Variables that code finds on a host. */
  environment(host: string): Record<string, string>;
  close(): void;
}

/** The key with which tokens are signed lives beside the log, readable to its owner only: tokens outlive a restart. */
async function keyBeside(path: string): Promise<SigningKey> {
  const file = `${path}.key`;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SigningKey;
  } catch {
    const key = await createSigningKey();
    writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
    return key;
  }
}

/** Begins a log, or goes on with one: every entry is folded again and must come out as recorded. */
export async function openServed(options: ServeOptions): Promise<Served | { fault: LogFault }> {
  const { module, head, path, kept, rate, catchUp, atOnce, complain, wall = Date.now } = options;
  const tenant = startTenant(module);
  const opened: { host: string; entry: number }[] = [];
  let refreshToken: string | undefined;
  for (const entry of kept?.entries ?? []) {
    const again = tenant.replay(entry);
    if ('fault' in again) return again;
    if (again.opened !== undefined) opened.push({ host: again.opened, entry: entry.seq });
    refreshToken ??= again.refreshToken;
  }
  const lock = lockLog(path);
  if ('held' in lock) return { fault: { seq: -1, message: lock.held } };
  const log = new LogFile(path, head, tenant.entries);
  const ahead = catchUp ? 0 : Math.round((wall() - tenant.now) / 1000);
  const edge = new Edge(tenant, await TokenKeys.from(await keyBeside(path), ahead), wallClock);
  edge.onEntry(({ entry }) => log.add(canonical(entry)));
  if (!tenant.entries.length) await edge.append(startEntry(tenant, { id: head.lab, hash: head.labHash }, head.engine));
  if (!options.operator && refreshToken === undefined)
    ({ refreshToken } = await edge.append({ kind: 'sign-in', user: module.lab.account }));

  const tenantId = tenantIdFor(tenant.seed);
  const behind = catchUp && rate > 0 ? wall() - tenant.now : 0;
  if (behind > 0) await edge.append({ kind: 'clock', by: Math.min(Math.ceil(behind), 400 * 86_400_000) });
  const sessions = new Sessions(
    edge,
    operator(edge, tenantId, options.operator ?? { refreshToken: refreshToken ?? '' }),
  );
  for (const { host, entry } of opened) sessions.note(host, entry);
  const time = new RealTime(rate, wall, tenant.now);
  return {
    edge,
    desk: openDesk({ edge, time, sessions, atOnce, ahead, written: () => log.written(), complain }),
    hosts: new Hosts(() => tenant.tables),
    tenantId,
    subscriptionId: subscriptionIdFor(tenant.seed),
    environment: (host) => environmentOf(tenant.tables, host),
    close() {
      log.close();
      lock.release();
    },
  };
}
