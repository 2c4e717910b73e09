import { describe, expect, it } from 'vitest';
import type { HttpResponse } from './http.ts';
import { advanceProgram, WebProgram } from './program.ts';

const answered = (status: number, body: unknown): HttpResponse => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const shop = WebProgram.parse({
  name: 'shop',
  title: 'Shop',
  steps: [
    {
      id: 'token',
      says: 'asks its identity endpoint for a token',
      request: {
        method: 'GET',
        url: '${env.IDENTITY_ENDPOINT}',
        query: {
          'api-version': '2019-08-01',
          resource: 'https://vault.azure.net',
          client_id: '${env.AZURE_CLIENT_ID}',
        },
        headers: { 'X-Identity-Header': '${env.IDENTITY_HEADER}' },
      },
      take: { token: 'access_token' },
    },
    {
      id: 'secret',
      says: 'reads the secret from the vault',
      request: {
        method: 'GET',
        url: '${env.KEY_VAULT_URI}/secrets/db?api-version=7.6',
        headers: { authorization: 'Bearer ${token}' },
      },
      take: { password: '/value' },
    },
  ],
  answer: {
    ok: {
      status: 200,
      body: 'Open: a password of ${password.length} letters (${step.secret.status}) at ${env.WEBSITE_SITE_NAME}.',
    },
    refused: { status: 500, body: 'Closed.' },
  },
});

const env = {
  IDENTITY_ENDPOINT: 'http://169.254.129.2:8081/msi/token',
  IDENTITY_HEADER: 'h',
  KEY_VAULT_URI: 'https://kv.vault.azure.net',
  WEBSITE_SITE_NAME: 'app',
};
const token = answered(200, { access_token: 'tk.1', client_id: 'C' });
const secret = answered(200, { value: 'hunter22' });
const done = (answers: HttpResponse[], more: Record<string, string> = {}, program = shop) => {
  const step = advanceProgram(program, { ...env, ...more }, answers);
  if (!('done' in step)) throw new Error('not done');
  return step;
};

describe('a declared program', () => {
  it('sends its requests one after another', () => {
    expect(advanceProgram(shop, env, [])).toMatchObject({
      step: { id: 'token' },
      request: {
        method: 'GET',
        url: 'http://169.254.129.2:8081/msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fvault.azure.net',
        headers: { 'x-identity-header': 'h' },
      },
    });
    expect(advanceProgram(shop, env, [token])).toMatchObject({
      request: {
        url: 'https://kv.vault.azure.net/secrets/db?api-version=7.6',
        headers: { authorization: 'Bearer tk.1' },
      },
    });
  });

  it('names an identity only where the environment does', () => {
    const step = advanceProgram(shop, { ...env, AZURE_CLIENT_ID: 'c 1' }, []);
    expect('request' in step && step.request.url).toMatch(/&client_id=c%201$/);
  });

  it('shows its page, and never the secret', () => {
    expect(done([token, secret])).toEqual({
      done: {
        status: 200,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: 'Open: a password of 8 letters (200) at app.',
      },
    });
  });

  it.each([
    [
      [answered(400, { statusCode: 400, message: 'Unable to load the proper Managed Identity.', correlationId: 'x' })],
      'token',
      '400: Unable to load the proper Managed Identity.',
    ],
    [
      [
        token,
        answered(403, {
          error: { code: 'Forbidden', message: 'Caller is not authorized.', innererror: { code: 'ForbiddenByRbac' } },
        }),
      ],
      'secret',
      '403 (ForbiddenByRbac): Caller is not authorized.',
    ],
    [
      [answered(400, { error: 'invalid_request', error_description: 'Identity not found' })],
      'token',
      '400 (invalid_request): Identity not found',
    ],
    [
      [token, answered(0, 'Could not resolve host: kv.vault.azure.net')],
      'secret',
      'no answer: Could not resolve host: kv.vault.azure.net',
    ],
    [[answered(200, 'not json')], 'token', '200, but the answer holds no access_token.'],
    [[token, answered(200, { name: 'no value' })], 'secret', '200, but the answer holds no /value.'],
    [[answered(502, '')], 'token', '502'],
  ])('says where and why it stopped (%#)', (answers, failedAt, why) => {
    const step = done(answers);
    expect(step.failedAt).toBe(failedAt);
    expect(step.done.status).toBe(500);
    expect(step.done.body).toBe(
      `Closed.\n\nIt stopped at the step that ${shop.steps.find(({ id }) => id === failedAt)?.says ?? ''}.\n${why}\n`,
    );
  });

  it('stops before a request that it cannot make', () => {
    const { IDENTITY_ENDPOINT: _, ...without } = env;
    const step = advanceProgram(shop, without, []);
    expect('done' in step && step.done.body).toContain('The environment variable IDENTITY_ENDPOINT is not set.');
  });

  const optional = WebProgram.parse({
    ...shop,
    steps: [
      {
        id: 'old',
        says: 'uses the old way',
        when: { env: 'OLD' },
        request: { method: 'GET', url: 'https://old/' },
        onRefusal: 'continue',
      },
      {
        id: 'new',
        says: 'uses the new way',
        when: { absent: 'OLD' },
        request: { method: 'POST', url: 'https://new/', body: { a: '${env.WEBSITE_SITE_NAME}' } },
      },
    ],
    answer: { ok: { status: 200, body: 'fine' }, refused: { status: 500, body: 'no' } },
  });

  it('leaves out steps that are not for this environment, and goes on after a refusal where it may', () => {
    expect(advanceProgram(optional, { ...env, OLD: '1' }, [])).toMatchObject({ step: { id: 'old' } });
    expect(advanceProgram(optional, env, [])).toMatchObject({ step: { id: 'new' }, request: { body: '{"a":"app"}' } });
    expect(done([answered(404, '')], { OLD: '1' }, optional).done.body).toBe('fine');
  });

  it.each(['${env.WEBSITE_SITE_NAME}', '${env.CONTAINER_APP_NAME}', '${step.read.status}'])('may show %s', (body) => {
    const answer = { ...shop.answer, ok: { status: 200, body } };
    expect(WebProgram.safeParse({ ...shop, answer }).success).toBe(true);
  });

  it.each(['${password}', '${env.DB_PASSWORD}', '${env.IDENTITY_HEADER}', '${token}'])('may not show %s', (body) => {
    const answer = { ...shop.answer, ok: { status: 200, body } };
    expect(WebProgram.safeParse({ ...shop, answer }).success).toBe(false);
  });

  it.each([{ steps: [{ id: 'x' }] }, { extra: 1 }, { name: 'No Name' }])('is refused as %j', (more) => {
    expect(WebProgram.safeParse({ ...shop, ...more }).success).toBe(false);
  });
});
