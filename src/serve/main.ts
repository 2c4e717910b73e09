import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exitCodes } from '#grader/exit-codes.ts';
import type { LabModule } from '#lab/define.ts';
import { bannerText } from './announce.ts';
import { beginningText, defaultTenant, ownTenant, readBeginning } from './default-tenant.ts';
import { readLog, textOfFile, type KeptLog } from './log-file.ts';
import { openServe, type OpenOptions } from './open.ts';
import { loopback } from './sockets.ts';

const usage = `usage: npm run serve -- [--lab <id>] [--port <n>] [--json] [--rate <n>] [--propagation none] [--log <file>]

Puts a simulated tenant, or that of a lab, on loopback for real tools.
  --lab <id>          the lab whose tenant is served after its start; the log is a submission that can be graded
  --port <n>          port of plain HTTP (8600 if it is free; 0: any, for the other ways too)
  --proxy-port <n>    port of the TLS-terminating proxy (8601 if it is free)
  --https-port <n>    port of the registered cloud (8443 if it is free)
  --json              one line of JSON when ready, nothing else
  --rate <n>          virtual time per real time (1; 0 stands still)
  --propagation none  changes count at once
  --log <file>        where the log grows; a file that is there is gone on with
Exit code: 0 ended, 2 refused or unusable input, 3 our own failure.
`;

/** What the tools hand in: labs and the engine as they are built here. */
export interface Here {
  /** File name of the engine that grades what is recorded here. */
  engine(): Promise<string>;
  lab(id: string): Promise<{ module: LabModule; hash: string } | undefined>;
  labIds(): Promise<string[]>;
  /** Where logs go that nobody named. */
  logs: string;
}

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Resolves when the person ends it. */
  ended: Promise<void>;
}

class Unusable extends Error {}

const options = {
  lab: { type: 'string' },
  port: { type: 'string' },
  'https-port': { type: 'string' },
  'proxy-port': { type: 'string' },
  json: { type: 'boolean', default: false },
  rate: { type: 'string', default: '1' },
  propagation: { type: 'string' },
  log: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const number = (name: string, text: string, most: number): number => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0 || value > most)
    throw new Unusable(`--${name} takes a number from 0 to ${most}, not '${text}'`);
  return value;
};

/** The ports that are taken where nobody asked for others and they are free. */
const usual = { port: 8600, 'proxy-port': 8601, 'https-port': 8443 };

const isFree = (wanted: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(wanted, loopback, () => server.close(() => done(true)));
  });

/** The port that was asked for, which must be had; else the usual one, or any where all are left to us. */
async function port(name: keyof typeof usual, text: string | undefined, any: boolean): Promise<number> {
  if (text === undefined) return !any && (await isFree(usual[name])) ? usual[name] : 0;
  const value = number(name, text, 65_535);
  if (!Number.isInteger(value)) throw new Unusable(`--${name} takes a whole number, not '${text}'`);
  return value;
}

/** What the file holds already; says on the way what was dropped. */
function kept(path: string, err: Terminal['err']): KeptLog | undefined {
  const text = textOfFile(path);
  const found = text === undefined ? undefined : readLog(text);
  if (!found) return undefined;
  if ('fault' in found) throw new Unusable(`${path}: ${found.fault.message}`);
  if (found.torn) err(`${path}: ${found.torn}\n`);
  return 'head' in found ? found : undefined;
}

type Chosen = Pick<OpenOptions, 'module' | 'head' | 'catchUp' | 'operator' | 'owner' | 'reader'>;

async function choose(lab: string | undefined, atOnce: boolean, log: KeptLog | undefined, here: Here): Promise<Chosen> {
  const id = lab ?? log?.head.lab ?? ownTenant;
  if (log && log.head.lab !== id) throw new Unusable(`the log is of '${log.head.lab}', not of the lab '${id}'`);
  const head = { format: 'tenantlab/submission', version: 1, lab: id, learner: '' } as const;
  if (id === ownTenant) {
    const startsAt = new Date().toISOString();
    const beginning = log
      ? readBeginning(log.head.labHash)
      : { startsAt, ...(atOnce && { propagation: 'none' as const }) };
    if (!beginning)
      throw new Unusable(`the head of the log does not say how its tenant began: '${log?.head.labHash ?? ''}'`);
    const { module, owner, reader } = defaultTenant(beginning);
    const own = log?.head ?? { ...head, engine: 'ungraded', labHash: beginningText(beginning) };
    return { module, head: own, catchUp: true, operator: owner, owner, reader };
  }
  const [engine, found] = [await here.engine(), await here.lab(id)];
  if (!found) throw new Unusable(`there is no lab '${id}'; here are: ${(await here.labIds()).join(', ')}`);
  if (log && (log.head.engine !== engine || log.head.labHash !== found.hash))
    throw new Unusable(
      `the log was recorded with another ${log.head.engine === engine ? 'version of the lab' : 'engine'}; begin a new one`,
    );
  return { module: found.module, head: { ...head, engine, labHash: found.hash }, catchUp: false };
}

/** `npm run serve`: gives the exit code once it is ended. */
export async function main(args: readonly string[], here: Here, { out, err, ended }: Terminal): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) {
      out(usage);
      return exitCodes.passed;
    }
    if (values.propagation !== undefined && values.propagation !== 'none')
      throw new Unusable(`--propagation takes 'none', not '${values.propagation}'`);
    const atOnce = values.propagation === 'none';
    const rate = number('rate', values.rate, 1_000_000);
    const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
    const path = resolve(values.log ?? `${here.logs}/${values.lab ?? ownTenant}-${stamp}.json`);
    const found = existsSync(path) ? kept(path, err) : undefined;
    const chosen = await choose(values.lab, atOnce, found, here);
    const complain = (error: unknown) =>
      err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    const any = values.port === '0';
    const ports = {
      https: await port('https-port', values['https-port'], any),
      proxy: await port('proxy-port', values['proxy-port'], any),
    };
    const wanted = { path, rate, atOnce, complain, port: await port('port', values.port, any), ports };
    const open = await openServe({ ...chosen, ...wanted, ...(found && { kept: found }) });
    if ('fault' in open) throw new Unusable(`${path}: ${open.fault.message}`);
    const announced = await open.announce();
    out(values.json ? `${JSON.stringify(announced)}\n` : bannerText(announced));
    await ended;
    await open.close();
    return exitCodes.passed;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (error instanceof Unusable || code.startsWith('ERR_PARSE_ARGS') || code === 'EADDRINUSE' || code === 'EACCES') {
      err(`${message}\n${code.startsWith('ERR_PARSE_ARGS') ? `\n${usage}` : ''}`);
      return exitCodes.refused;
    }
    err(`This is our failure: ${error instanceof Error ? (error.stack ?? message) : String(error)}\n`);
    return exitCodes.ownFailure;
  }
}
