import { describe, expect, it } from 'vitest';
import { codeOf, lackingIn, problemOf } from './problem.ts';

const request = { method: 'GET', url: 'https://x' };
const problem = (status: number, body: unknown) =>
  problemOf(request, { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });

describe('a refusal is read from', () => {
  it.each([
    [
      'ARM',
      403,
      { error: { code: 'AuthorizationFailed', message: 'The client' } },
      'AuthorizationFailed',
      'The client',
    ],
    [
      'a vault',
      403,
      { error: { code: 'Forbidden', message: 'Caller', innererror: { code: 'ForbiddenByRbac' } } },
      'ForbiddenByRbac',
      'Caller',
    ],
    [
      'the token endpoint',
      400,
      { error: 'invalid_grant', error_description: 'AADSTS70000: no' },
      'invalid_grant',
      'AADSTS70000: no',
    ],
    ['a page that is not JSON', 503, 'Site stopped', 'HTTP 503', 'Site stopped'],
    ['a host that is not there', 0, 'Could not resolve host: x', 'NetworkError', 'Could not resolve host: x'],
  ])('%s', (_, status, body, code, message) => {
    const read = problem(status, body);
    expect([codeOf(read), read.message, read.status]).toEqual([code, message, status]);
  });
});

describe('what a refusal lacked', () => {
  it('is read from the sentence of ARM', () => {
    const text =
      "The client 'a' with object id 'b' does not have authorization to perform action 'Microsoft.Web/sites/write' over scope '/s/app' or the scope is invalid.";
    expect(lackingIn(text)).toEqual({ action: 'Microsoft.Web/sites/write', scope: '/s/app' });
  });

  it('is read from the lines of a vault', () => {
    const text =
      "Caller is not authorized.\r\nAction: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\r\nResource: '/s/kv/secrets/x'\r\n";
    expect(lackingIn(text)).toEqual({
      action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
      scope: '/s/kv/secrets/x',
    });
  });

  it('is not invented', () => {
    expect(lackingIn('The role assignment already exists.')).toBeUndefined();
  });
});
