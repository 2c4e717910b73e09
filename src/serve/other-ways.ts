import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Handler } from './arrival.ts';
import { createCloud } from './cloud/cloud.ts';
import { domain } from './cloud/naming.ts';
import { openAuthority } from './proxy/authority.ts';
import { personalFolder } from './proxy/folder.ts';
import { standingOf } from './proxy/names.ts';
import { createProxy } from './proxy/proxy.ts';
import { ServerNames } from './proxy/server-names.ts';
import type { Served } from './served.ts';
import { harden, loopback, loopback6 } from './sockets.ts';

/** What the other ways to the tenant stand on. */
export interface WaysOptions {
  served: Served;
  /** Answers a request, whichever way it came in. */
  answer: Handler;
  /** Loopback port wanted for each way; 0: any. Absent: the way is not opened. */
  ports: { https?: number; proxy?: number };
  /** Where this machine's authority is kept. */
  folder?: string;
}

/** The ways that are open, as the line of `--json` names them. */
export interface OtherWays {
  /** Address of the HTTPS endpoint with `/metadata/endpoints`. */
  https?: string;
  /** Address of the TLS-terminating proxy. */
  proxy?: string;
  /** Path of the certificate of this machine's authority. */
  ca?: string;
  /** Path of the system's authorities and this one in one file. */
  caBundle?: string;
  close(): Promise<void>;
}

/** Ends what a server holds. A tunnel is no connection of its own any more, and is ended here. */
function follow(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
    });
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((done, failed) => {
    server.once('error', failed).listen(port, host, () => done((server.address() as AddressInfo).port));
  });

/** Opens the ways over TLS: the proxy and the registered cloud. Rejects when a port that was asked for is taken. */
export async function openOtherWays({
  served,
  answer,
  ports,
  folder = personalFolder(),
}: WaysOptions): Promise<OtherWays> {
  if (ports.https === undefined && ports.proxy === undefined) return { close: () => Promise.resolve() };
  const { desk, edge, hosts, tenantId } = served;
  const authority = await openAuthority(folder);
  const names = new ServerNames(authority.signer);
  const standing = (host: string, protocol: 'http' | 'https') => standingOf(host, protocol, edge.tenant.tables);
  const open: (() => Promise<void>)[] = [];
  const ways: Omit<OtherWays, 'close'> = { ca: authority.file, caBundle: authority.bundle };
  const close = async (): Promise<void> => {
    await Promise.all(open.map((end) => end()));
  };
  try {
    if (ports.proxy !== undefined) {
      const machines = () =>
        hosts
          .list()
          .filter(({ kind }) => kind === 'machine')
          .map(({ id }) => id);
      const proxy = harden(createProxy({ answer, standing, machines, names }));
      open.push(follow(proxy));
      ways.proxy = `http://${loopback}:${await listen(proxy, ports.proxy, loopback)}`;
    }
    if (ports.https !== undefined) {
      let port = 0;
      const parts = { desk, names, tenantId, standing, port: () => port };
      const [cloud, sixth] = [harden(createCloud(parts)), harden(createCloud(parts))];
      open.push(follow(cloud));
      port = await listen(cloud, ports.https, loopback);
      // Names under localhost are often looked up there first; a machine without it needs none.
      await listen(sixth, port, loopback6).then(
        () => open.push(follow(sixth)),
        () => undefined,
      );
      ways.https = `https://management.${domain}:${port}`;
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { ...ways, close };
}
