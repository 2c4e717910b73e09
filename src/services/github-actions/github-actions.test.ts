import { describe, expect, it } from 'vitest';
import { TestTenant, type Answer } from '../test-tenant.ts';
import { githubActions } from './index.ts';

const api = 'https://api.github.com/repos/Contoso/shop';
const audience = 'api://AzureADTokenExchange';

/** A repository, and who holds its token. */
class Hub extends TestTenant {
  constructor(more: object = {}) {
    super();
    const made = this.inside('PUT', '/github/repositories', {
      repository: 'Contoso/shop',
      token: 'ghp_x',
      workflows: {
        'main.yml': { idToken: true },
        'deploy.yml': { idToken: true, environment: 'production' },
        'pr.yml': { on: 'pull_request', idToken: true },
        'plain.yml': {},
      },
      ...more,
    });
    if (made.status !== 200) throw new Error(made.text);
  }

  post(path: string, body: object, authorization = 'Bearer ghp_x'): Answer {
    return this.send('POST', `${api}${path}`, body, { origin: { type: 'internet' }, headers: { authorization } });
  }

  dispatch(file: string, ref = 'main'): Answer {
    return this.post(`/actions/workflows/${file}/dispatches`, { ref });
  }

  env({ effects }: Answer): Record<string, string> {
    return githubActions.environment?.(this.tables, effects[0]?.host ?? '') ?? {};
  }

  idToken(env: Record<string, string>, query = `&audience=${audience}`, token?: string): Answer {
    return this.send('GET', `${env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? ''}${query}`, undefined, {
      origin: { type: 'internet' },
      headers: { authorization: `bearer ${token ?? env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''}` },
    });
  }

  claims(answer: Answer): Record<string, unknown> | undefined {
    return this.tables.get<{ claims: Record<string, unknown> }>('assertions', String(answer.json['value']))?.claims;
  }
}

const pull = { title: 'Change', head: 'fix', base: 'main' };

describe('the ID token of a job', () => {
  it.each<[string, (t: Hub) => Answer, string]>([
    ['a branch', (t) => t.dispatch('main.yml'), 'repo:Contoso/shop:ref:refs/heads/main'],
    ['a tag', (t) => t.dispatch('main.yml', 'refs/tags/v1'), 'repo:Contoso/shop:ref:refs/tags/v1'],
    ['an environment', (t) => t.dispatch('deploy.yml'), 'repo:Contoso/shop:environment:production'],
    ['a pull request', (t) => t.post('/pulls', pull), 'repo:Contoso/shop:pull_request'],
  ])('names %s', (_, start, sub) => {
    const t = new Hub();
    const env = t.env(start(t));
    expect(env['GITHUB_REPOSITORY']).toBe('Contoso/shop');
    expect(t.claims(t.idToken(env))).toMatchObject({
      iss: 'https://token.actions.githubusercontent.com',
      sub,
      aud: audience,
    });
  });

  it('carries ids where the repository is newer, and the owner as audience where none is asked', () => {
    const t = new Hub({ ids: { owner: 7, repository: 9 } });
    expect(t.claims(t.idToken(t.env(t.dispatch('main.yml')), ''))).toMatchObject({
      sub: 'repo:Contoso@7/shop@9:ref:refs/heads/main',
      aud: 'https://github.com/Contoso',
    });
  });

  it('is not to be had without the permission, nor with another token', () => {
    const t = new Hub();
    expect(t.env(t.dispatch('plain.yml'))).toEqual({
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'Contoso/shop',
      GITHUB_REF: 'refs/heads/main',
    });
    expect(t.idToken(t.env(t.dispatch('main.yml')), '', 'x').status).toBe(401);
  });
});

describe('a job', () => {
  it.each<[string, (t: Hub) => Answer, number, string]>([
    ['with another token', (t) => t.post('/pulls', pull, 'Bearer no'), 401, 'Bad credentials'],
    ['of no such workflow', (t) => t.dispatch('none.yml'), 404, 'Not Found'],
    [
      'that waits for pull requests',
      (t) => t.dispatch('pr.yml'),
      422,
      "Workflow does not have 'workflow_dispatch' trigger",
    ],
  ])('%s is not started', (_, start, status, message) => {
    const answer = start(new Hub());
    expect([answer.status, answer.json['message'], answer.effects]).toEqual([status, message, []]);
  });
});

it('publishes the documents of the issuer', () => {
  const t = new Hub();
  const get = (path: string) =>
    t.send('GET', `https://token.actions.githubusercontent.com/.well-known/${path}`, undefined, {
      origin: { type: 'internet' },
    });
  expect(get('openid-configuration').json['issuer']).toBe('https://token.actions.githubusercontent.com');
  expect(get('jwks').json).toEqual({ keys: [] });
});
