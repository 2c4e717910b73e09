import { defineOperation, type Ctx, type Input } from '#kernel/define.ts';
import { ok, refuse, type Outcome } from '#kernel/result.ts';
import * as errors from '../errors.ts';
import { findHost } from '../models.ts';

/** Versions of the instance category, newest first. Source: "Azure Instance Metadata Service for virtual machines". */
const versions = [
  '2021-12-13',
  '2021-11-15',
  '2021-11-01',
  '2021-10-01',
  '2021-08-01',
  '2021-05-01',
  '2021-03-01',
  '2021-02-01',
  '2021-01-01',
  '2020-12-01',
  '2020-10-01',
  '2020-09-01',
  '2020-07-15',
  '2020-06-01',
  '2019-11-01',
  '2019-08-15',
  '2019-08-01',
  '2019-06-04',
  '2019-06-01',
  '2019-04-30',
  '2019-03-11',
  '2019-02-01',
  '2018-10-01',
  '2018-04-02',
  '2018-02-01',
  '2017-12-01',
  '2017-08-01',
  '2017-04-02',
];

/** What a machine says of itself, or the refusal of the request. */
function metadata(ctx: Ctx, input: Input, shape: (compute: Record<string, unknown>) => unknown): Outcome {
  if (input.headers['metadata']?.toLowerCase() !== 'true') return refuse(errors.instanceHeaderMissing());
  const version = input.query('api-version');
  const newest = versions.slice(0, 3);
  if (!version) return refuse(errors.instanceVersionMissing(newest));
  if (!versions.includes(version)) return refuse(errors.instanceVersionUnknown(newest));
  const compute = findHost(ctx.view, input.params['host'] ?? '')?.compute;
  return compute ? ok({ status: 200, body: shape(compute) }) : refuse(errors.instanceNotFound());
}

const at = { surface: 'imds', plane: 'none', method: 'GET' } as const;

const instance = defineOperation({
  ...at,
  action: 'Microsoft.Compute/virtualMachines/metadata/instance',
  title: 'Get instance metadata',
  path: '/metadata/instance',
  handle: (ctx, input) => metadata(ctx, input, (compute) => ({ compute })),
});

const computeOnly = defineOperation({
  ...at,
  action: 'Microsoft.Compute/virtualMachines/metadata/instance/compute',
  title: 'Get compute metadata',
  path: '/metadata/instance/compute',
  handle: (ctx, input) => metadata(ctx, input, (compute) => compute),
});

export const instanceOperations = [instance, computeOnly];
