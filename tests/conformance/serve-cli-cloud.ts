import { readFileSync } from 'node:fs';
import { request } from 'node:https';

/** The description of the cloud that `az cloud register --cloud-config` takes, by paths of one host. */
export const openCloud = (port: number, ca: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = {
      host: 'localhost',
      port,
      path: '/metadata/cloud-config.json',
      ca: readFileSync(ca),
      agent: false,
    };
    const sent = request(options, (answer) => {
      let text = '';
      answer.on('data', (part: Buffer) => (text += part.toString()));
      answer.on('end', () => resolve(text));
    });
    sent.once('error', reject);
    sent.end();
  });
