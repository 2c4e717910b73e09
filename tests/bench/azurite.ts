// Azurite, Microsoft's emulator of Storage, in a process of its own: installed beside us when it is asked for, and never needed.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  BlobSASPermissions,
  BlobServiceClient,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { root, start } from '#tools/run.mjs';
import { onTheWire } from './serve-load.ts';

export const azuriteVersion = '3.35.0';

/** The key that Azurite's documentation gives for its one account. */
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const account = 'devstoreaccount1';
const folder = join(root, '.cache/peers/azurite');
const program = join(folder, 'node_modules/azurite/dist/src/blob/main.js');

/** Whether it is there, or could be fetched from the registry. */
async function installed(): Promise<boolean> {
  if (existsSync(program)) return true;
  mkdirSync(folder, { recursive: true });
  const words = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts'];
  const done = promisify(execFile)('npm', [...words, `azurite@${azuriteVersion}`], { timeout: 180_000 });
  return done.then(
    () => existsSync(program),
    () => false,
  );
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

export interface Azurite {
  port: number;
  pid: number;
  /** A read of a blob with this content, by a signed address. */
  read: string;
  end(): Promise<void>;
}

/** Starts Azurite over plain HTTP with one blob in it. Undefined: it is not installed, and cannot be fetched. */
export async function startAzurite(content: string): Promise<Azurite | undefined> {
  if (!(await installed())) return undefined;
  const port = await freePort();
  const location = mkdtempSync(join(tmpdir(), 'tenantlab-azurite-'));
  const words = ['--silent', '--skipApiVersionCheck', '--disableTelemetry', '--location', location];
  const child = start('node', [program, ...words, '--blobHost', '127.0.0.1', '--blobPort', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((done) =>
    child.stdout?.on('data', (part: Buffer) => {
      if (part.toString().includes('successfully listens')) done();
    }),
  );
  const credential = new StorageSharedKeyCredential(account, key);
  const url = `http://127.0.0.1:${port}/${account}`;
  const container = new BlobServiceClient(url, credential).getContainerClient('docs');
  await container.create();
  await container.getBlockBlobClient('a.txt').upload(content, content.length);
  const what = { containerName: 'docs', blobName: 'a.txt', permissions: BlobSASPermissions.parse('r') };
  const expiresOn = new Date(Date.now() + 3_600_000);
  const sas = generateBlobSASQueryParameters({ ...what, expiresOn }, credential).toString();
  return {
    port,
    pid: child.pid ?? 0,
    read: onTheWire('GET', `127.0.0.1:${port}`, `/${account}/docs/a.txt?${sas}`, { 'x-ms-version': '2024-11-04' }),
    end: () =>
      new Promise((done) => {
        child.once('exit', () => done());
        child.kill('SIGTERM');
      }),
  };
}
