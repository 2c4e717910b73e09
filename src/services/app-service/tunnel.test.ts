import { describe, expect, it } from 'vitest';
import { siteId, Web } from './fixture.ts';

const tunnel = 'https://app.scm.azurewebsites.net/AppServiceTunnel/Tunnel.ashx';

/** An app, and a request to its tunnel with what somebody takes for its credentials. */
const world = () => {
  const t = new Web();
  t.site();
  const answer = t.arm('POST', `${siteId('app')}/config/publishingcredentials/list`);
  const { publishingUserName, publishingPassword } = answer.json['properties'] as unknown as Record<string, string>;
  const good = `Basic ${btoa(`${publishingUserName}:${publishingPassword}`)}`;
  const ask = (query: string, authorization?: string) =>
    t.send('GET', tunnel + query, undefined, { token: null, ...(authorization && { headers: { authorization } }) });
  return { t, good, ask };
};

describe('the tunnel to an app', () => {
  it.each([
    ['nothing', undefined],
    ['a wrong password', `Basic ${btoa('$app:no')}`],
    ['a token', 'Bearer x'],
  ])('lets nobody in who brings %s', (_, authorization) => {
    const { ask } = world();
    const { status, effects } = ask('', authorization);
    expect([status, effects]).toEqual([401, []]);
  });

  it('opens a session on the host for the publishing credentials', () => {
    const { ask, good } = world();
    expect(ask('?GetStatus&GetStatusAPIVer=2', good).json).toEqual({ state: 'STARTED', canReachPort: true });
    const { status, effects } = ask('', good);
    expect([status, effects]).toEqual([101, [{ kind: 'open-session', host: siteId('app') }]]);
  });

  it('says of a stopped app that it is stopped, and opens nothing', () => {
    const { t, ask, good } = world();
    t.arm('POST', `${siteId('app')}/stop`);
    expect(ask('?GetStatus&GetStatusAPIVer=2', good).json).toEqual({ state: 'STOPPED', canReachPort: false });
    expect([ask('', good).status, ask('', good).effects]).toEqual([400, []]);
  });

  it('is a page like any other on the app’s own address', () => {
    const { t } = world();
    const page = t.visit('app.azurewebsites.net', '/AppServiceTunnel/Tunnel.ashx');
    expect([page.status, page.effects]).toEqual([200, []]);
  });

  it('is open by password, which the policies say', () => {
    const { t } = world();
    const policy = t.arm('GET', `${siteId('app')}/basicPublishingCredentialsPolicies/scm`);
    expect(policy.json).toMatchObject({ name: 'scm', properties: { allow: true } });
  });
});
