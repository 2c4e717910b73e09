import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';

/** Names that the lines ask for; whether this machine knows that they are its own depends on its resolver. */
const names = ['management', 'login', 'graph', 'kvcli1.vault', 'stcli1.blob.core', 'stcli1.queue.core'];

export const namesAreKnown = (): Promise<boolean> =>
  Promise.all(names.map((name) => lookup(`${name}.sim.localhost`))).then(
    (found) => found.every(({ address }) => address === '127.0.0.1' || address === '::1'),
    () => false,
  );

/** The description of the cloud that `az cloud register --cloud-config` takes: by names, or by paths of one host. */
export const cloudConfigOf = (port: number, ca: string, byName: boolean): Promise<string> =>
  new Promise((resolve, reject) => {
    const host = byName ? 'management.sim.localhost' : 'localhost';
    const options = { host: 'localhost', servername: host, port, ca: readFileSync(ca), agent: false };
    const at = { path: '/metadata/cloud-config.json', headers: { host: `${host}:${port}` } };
    const sent = request({ ...options, ...at }, (answer) => {
      let text = '';
      answer.on('data', (part: Buffer) => (text += part.toString()));
      answer.on('end', () => resolve(text));
    });
    sent.once('error', reject);
    sent.end();
  });
