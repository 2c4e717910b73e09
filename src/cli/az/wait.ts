import type { Az } from './context.ts';
import { CliError, ServiceError } from './errors.ts';
import type { Given, Takes } from './implement.ts';
import { at, text, type Json } from './json.ts';
import { compileQuery, runQuery } from './query/index.ts';

/** The arguments of every `wait` command. */
export const WAIT = {
  timeout: 'int',
  interval: 'int',
  created: 'flag',
  updated: 'flag',
  deleted: 'flag',
  exists: 'flag',
  custom: 'text?',
} as const satisfies Takes;

type Wait = Given<typeof WAIT>;

/** Whether Python counts a value as true. */
function isTrue(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

function provisioningState(thing: Json | undefined): string {
  const inner = at(thing, 'properties', 'provisioningState');
  return (text(thing, 'provisioningState') || (typeof inner === 'string' ? inner : '')).toLowerCase();
}

function isMet({ created, updated, custom }: Wait, thing: Json | undefined): boolean {
  const state = provisioningState(thing);
  if (state === 'failed') throw new CliError('The operation failed');
  if ((created || updated) && state === 'succeeded') return true;
  const condition = custom === undefined ? undefined : compileQuery(custom);
  return condition !== undefined && isTrue(runQuery(condition, thing ?? null));
}

/**
 * Looks at a thing again and again until it is as wanted, on the virtual clock. When the time is up, az says nothing
 * but prints an empty object.
 */
export async function waitFor(az: Az, wait: Wait, look: () => Promise<Json | undefined>): Promise<Json | undefined> {
  const { timeout, interval, created, updated, deleted, exists, custom } = wait;
  if (!created && !updated && !deleted && !exists && !custom)
    throw new CliError('incorrect usage: --created | --updated | --deleted | --exists | --custom JMESPATH');
  for (let passed = 0; passed < timeout; passed += interval) {
    try {
      const thing = await look();
      if (exists || isMet(wait, thing)) return undefined;
    } catch (error) {
      if (!(error instanceof ServiceError) || error.status !== 404) throw error;
      if (deleted) return undefined;
      if (!created && !exists && !custom) throw error;
    }
    await az.host.wait(interval * 1000);
  }
  return {};
}
