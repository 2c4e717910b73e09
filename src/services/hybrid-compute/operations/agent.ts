import { epochSeconds } from '#kernel/clock.ts';
import { defineOperation } from '#kernel/define.ts';
import { walk } from '#kernel/machine.ts';
import { ok, put, refuse, type Refusal } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { ArcAcquisition } from '../acquisition.ts';
import { arcAcquisitionMachine } from '../arc-acquisition.machine.ts';
import * as errors from '../errors.ts';
import { keyOf, keyPath, machines, tokenPath, usedKeys } from '../models.ts';

/** What each ending of the chart that is no token says. */
const refusals: Record<string, (fault: { code: string; message: string }, file: string) => Refusal> = {
  headerMissing: errors.headerMissing,
  versionUnknown: errors.versionUnknown,
  resourceMissing: errors.resourceMissing,
  challenged: (_, file) => errors.challenged(file),
  keyWrong: (_, file) => errors.keyWrong(file),
  noIdentity: errors.noIdentity,
  principalDisabled: errors.fromEntra,
  resourceUnknown: errors.fromEntra,
};

const here = { surface: 'arc-agent', plane: 'none', method: 'GET' } as const;

/** The token endpoint of the agent: a first request is told which file to read, a second one brings its content. */
const token = defineOperation({
  ...here,
  action: 'Microsoft.HybridCompute/machines/metadata/identity/token',
  title: "Get token at the server's agent",
  path: tokenPath,
  reads: false,
  handle(ctx, input) {
    const asked = new ArcAcquisition(ctx, input);
    const run = walk(arcAcquisitionMachine, asked);
    ctx.keep(run, asked.facts());
    const { given, resource, machine, key } = asked;
    if (!given) {
      const word = refusals[run.path.at(-1) ?? ''];
      if (!word) throw new Error(`no words for ${run.path.join(' > ')}`);
      return refuse(word(asked.fault ?? { code: '', message: '' }, key.file));
    }
    const expires_in = String(given.expiresOn - epochSeconds(ctx.now));
    return ok({
      status: 200,
      body: {
        access_token: given.ref,
        expires_in,
        expires_on: String(given.expiresOn),
        not_before: String(epochSeconds(ctx.now)),
        resource,
        token_type: 'Bearer',
      },
      changes: [put('arcKeys', idKey(machine.id), { used: usedKeys(ctx.view, machine.id) + 1 })],
    });
  },
});

/** A program on the server reads the key that the agent left for it. The content is text. */
const key = defineOperation({
  ...here,
  action: 'Microsoft.HybridCompute/machines/tokens/read',
  title: 'Read key file on the server',
  path: keyPath,
  reads: true,
  handle(ctx, { params, url }) {
    const machine = machines.find(ctx.view, params['machine'] ?? '');
    const left = machine && keyOf(ctx.view, ctx.seed, machine);
    if (left?.file !== url.path || params['at'] !== 'files') return refuse(errors.fileNotFound());
    return ok({ status: 200, body: left.secret, headers: { 'content-type': 'text/plain' } });
  },
});

export const agentOperations = [token, key];
