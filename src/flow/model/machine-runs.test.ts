import { expect, it } from 'vitest';
import { servedAnonymously, tokenRequest, traceOf } from '../samples.ts';
import { machineRuns } from './machine-runs.ts';

it('finds the machines of a request and of the handlers inside it', () => {
  const inside = {
    as: 'platform' as const,
    method: 'GET',
    url: 'https://platform.internal/x',
    trace: tokenRequest.trace,
  };
  const names = machineRuns(traceOf({ runs: [servedAnonymously], inside: [inside] })).map(({ machine }) => machine);
  expect(names).toEqual(['app-service-token-acquisition', 'token-use']);
});
