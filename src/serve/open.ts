import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LogFault } from '#tenant/action-log/chain.ts';
import { announcement, bannerText, type Announcement } from './announce.ts';
import type { AppCredential } from './default-tenant.ts';
import { commonHeader, createFront } from './front.ts';
import { createHandler } from './handler.ts';
import { HostPorts } from './host-ports.ts';
import { openOtherWays, type OtherWays } from './other-ways.ts';
import { openServed, type ServeOptions, type Served } from './served.ts';
import { harden, loopback, loopback6, watchful } from './sockets.ts';

export interface OpenOptions extends ServeOptions {
  /** Loopback port of plain HTTP; 0: any. */
  port: number;
  ports: { https?: number; proxy?: number };
  owner?: AppCredential;
  reader?: AppCredential;
}

/** A tenant behind sockets. */
export interface Open {
  served: Served;
  /** As things stand now: hosts come and go. */
  announce(): Promise<Announcement>;
  close(): Promise<void>;
}

/** Puts a tenant behind its sockets. Rejects when a port that was asked for is taken. */
export async function openServe(options: OpenOptions): Promise<Open | { fault: LogFault }> {
  const served = await openServed(options);
  if ('fault' in served) return served;
  const { desk, edge, hosts, tenantId, subscriptionId } = served;
  const answer = createHandler(desk);
  const header = commonHeader(tenantId);
  const { front, atHost } = createFront({
    view: () => edge.tenant.tables,
    hosts,
    answer,
    header,
    listing: async () => (await announce()).hosts,
    banner: async () => bannerText(await announce()),
  });
  const [server, sixth] = [harden(createServer(watchful, front)), harden(createServer(watchful, front))];
  const ports = new HostPorts(hosts, atHost);
  const stop = edge.onEntry(() => ports.follow());
  let ways: OtherWays | undefined;
  const close = async (): Promise<void> => {
    stop();
    const closing = [server, sixth].map((one) => new Promise<void>((done) => one.close(() => done())));
    for (const one of [server, sixth]) one.closeAllConnections();
    await Promise.all([...closing, ports.close(), ways?.close()]);
    served.close();
  };
  let port = 0;
  try {
    await new Promise<void>((done, failed) => {
      server.once('error', failed).listen(options.port, loopback, () => done());
    });
    ({ port } = server.address() as AddressInfo);
    // A machine without the sixth version has no loopback there, and needs none.
    await new Promise<void>((done) => {
      sixth.once('error', () => done()).listen(port, loopback6, () => done());
    });
    ports.follow();
    ways = await openOtherWays({ served, answer, ports: options.ports });
  } catch (error) {
    await close();
    throw error;
  }
  const opened = ways;
  const { owner, reader, path, module } = options;
  const people = module.lab.seed.users.filter(({ signIn }) => signIn).map(({ userPrincipalName }) => userPrincipalName);
  const announce = async (): Promise<Announcement> =>
    announcement({
      ...{ port, ways: opened, log: path, tenantId, subscriptionId, people, header, hosts: await ports.list() },
      ...(owner && { owner }),
      ...(reader && { reader }),
    });
  return { served, announce, close };
}
