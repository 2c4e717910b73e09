import { beforeEach, describe, expect, it } from 'vitest';
import { day, hour, minute } from '#kernel/clock.ts';
import { Fixture, refusal, type Answer, type Json } from '../fixture.ts';

let at: Fixture;
beforeEach(() => {
  at = new Fixture();
  at.create('kv1');
});

const set = (name: string, body: unknown = { value: `value of ${name}` }): Answer =>
  at.vault('PUT', 'kv1', `/secrets/${name}`, body);
const get = (path: string): Answer => at.vault('GET', 'kv1', path);
const versionOf = ({ json }: Answer): string => String(json['id']).split('/').at(-1) ?? '';
const ids = ({ json }: Answer): string[] => (json['value'] as unknown as Json[]).map(({ id }) => String(id));

describe('secrets', () => {
  it('are set and read, the latest or any version, with a slash at the end or without', () => {
    const first = set('s1', {
      value: 'one',
      contentType: 'text/plain',
      tags: { 'file-encoding': 'utf-8' },
      attributes: { nbf: 1, exp: 2 },
    });
    expect(first.json).toEqual({
      value: 'one',
      id: expect.stringMatching(/^https:\/\/kv1\.vault\.azure\.net\/secrets\/s1\/[0-9a-f]{32}$/) as string,
      attributes: {
        enabled: true,
        nbf: 1,
        exp: 2,
        created: at.now / 1000,
        updated: at.now / 1000,
        recoveryLevel: 'Recoverable+Purgeable',
        recoverableDays: 90,
      },
      contentType: 'text/plain',
      tags: { 'file-encoding': 'utf-8' },
    });
    at.now += minute;
    const second = set('S1', { value: 'two' });
    expect(versionOf(second)).not.toBe(versionOf(first));
    expect(get('/secrets/s1').json['value']).toBe('two');
    expect(get('/secrets/s1/').json['value']).toBe('two');
    expect(get(`/secrets/s1/${versionOf(first)}`).json['value']).toBe('one');
    expect(second.json['tags']).toBeUndefined();
  });

  it('past their expiry are still given: only `enabled: false` refuses', () => {
    set('s1', { value: 'old', attributes: { exp: 1 } });
    expect(get('/secrets/s1').status).toBe(200);
    at.vault('PATCH', 'kv1', '/secrets/s1/', { attributes: { enabled: false } });
    const answer = get('/secrets/s1');
    expect({ status: answer.status, ...refusal(answer) }).toEqual({
      status: 403,
      code: 'Forbidden',
      inner: 'SecretDisabled',
      message: 'Operation get is not allowed on a disabled secret.',
    });
    expect(get('/secrets').json['value']).toMatchObject([{ attributes: { enabled: false } }]);
  });

  it('are changed in what a PATCH names, the version asked for or the latest', () => {
    const first = set('s1');
    set('s1', { value: 'two', contentType: 'a' });
    at.now += hour;
    const changed = at.vault('PATCH', 'kv1', '/secrets/s1', { tags: { a: 'b' } });
    expect(changed.json).toMatchObject({ contentType: 'a', tags: { a: 'b' }, attributes: { updated: at.now / 1000 } });
    expect(changed.json['value']).toBeUndefined();
    at.vault('PATCH', 'kv1', `/secrets/s1/${versionOf(first)}`, { contentType: 'b', attributes: { exp: 5, nbf: 4 } });
    expect(get(`/secrets/s1/${versionOf(first)}`).json).toMatchObject({
      contentType: 'b',
      attributes: { nbf: 4, exp: 5 },
    });
    expect(get('/secrets/s1').json['contentType']).toBe('a');
  });

  it('are listed without values and versions, page by page', () => {
    for (let n = 10; n < 40; n += 1) set(`s${n}`);
    const first = get('/secrets');
    expect(ids(first)).toHaveLength(25);
    expect(ids(first)[0]).toBe('https://kv1.vault.azure.net/secrets/s10');
    expect(first.response.body).not.toContain('value of');
    const rest = at.send('GET', String(first.json['nextLink']));
    expect(ids(rest)).toEqual([35, 36, 37, 38, 39].map((n) => `https://kv1.vault.azure.net/secrets/s${n}`));
    expect(rest.json['nextLink']).toBeNull();
    expect(ids(get('/secrets?maxresults=2'))).toHaveLength(2);
  });

  it('have versions, which are listed', () => {
    const made = [set('s1'), set('s1'), set('s1')].map(({ json }) => String(json['id']));
    expect(ids(get('/secrets/s1/versions'))).toEqual(made);
    expect(ids(get('/secrets/s1/versions?maxresults=1'))).toEqual(made.slice(0, 1));
    expect(ids(get('/secrets/none/versions'))).toEqual([]);
  });

  it('that are deleted can be seen, recovered and purged', () => {
    const made = set('s1');
    const gone = at.vault('DELETE', 'kv1', '/secrets/s1');
    expect(gone.json).toMatchObject({
      recoveryId: 'https://kv1.vault.azure.net/deletedsecrets/s1',
      deletedDate: at.now / 1000,
      scheduledPurgeDate: (at.now + 90 * day) / 1000,
      id: made.json['id'],
    });
    expect(gone.trace.runs.at(-1)).toMatchObject({ machine: 'vault-soft-delete', path: ['active', 'softDeleted'] });
    expect(refusal(get('/secrets/s1'))).toMatchObject({
      code: 'SecretNotFound',
      message: expect.stringContaining('A secret with (name/id) s1 was not found in this key vault.') as string,
    });
    expect(ids(get('/secrets'))).toEqual([]);
    expect(get('/deletedsecrets/s1').json).toEqual(gone.json);
    expect(ids(get('/deletedsecrets'))).toEqual(['https://kv1.vault.azure.net/secrets/s1']);
    expect(refusal(set('s1'))).toMatchObject({ code: 'Conflict', inner: 'ObjectIsDeletedButRecoverable' });

    expect(at.vault('POST', 'kv1', '/deletedsecrets/s1/recover').json['id']).toBe(made.json['id']);
    expect(get('/secrets/s1').json['value']).toBe('value of s1');
    at.vault('DELETE', 'kv1', '/secrets/s1');
    const purged = at.vault('DELETE', 'kv1', '/deletedsecrets/s1');
    expect(purged).toMatchObject({ status: 204, response: { body: '' } });
    expect(get('/deletedsecrets/s1').status).toBe(404);
    expect(versionOf(set('s1'))).not.toBe(versionOf(made));
  });

  it('whose retention has ended are gone, and their names free', () => {
    set('s1');
    at.vault('DELETE', 'kv1', '/secrets/s1');
    at.now += 90 * day;
    expect(get('/deletedsecrets/s1').status).toBe(404);
    expect(set('s1').status).toBe(200);
    expect(ids(get('/secrets/s1/versions'))).toHaveLength(1);
  });

  it('under purge protection are not purged', () => {
    at.create('kv2', { enablePurgeProtection: true, softDeleteRetentionInDays: 7 });
    expect(at.vault('PUT', 'kv2', '/secrets/s1', { value: 'v' }).json['attributes']).toMatchObject({
      recoveryLevel: 'CustomizedRecoverable',
      recoverableDays: 7,
    });
    at.vault('DELETE', 'kv2', '/secrets/s1');
    const answer = at.vault('DELETE', 'kv2', '/deletedsecrets/s1');
    expect(answer.status).toBe(403);
    expect(refusal(answer).message).toMatch(
      /^Operation "purge" is not allowed because purge protection is enabled for this vault/,
    );
    expect(at.vault('GET', 'kv2', '/deletedsecrets/s1').status).toBe(200);
  });

  it.each([
    ['an unknown secret', 'GET', '/secrets/none', undefined, 404, 'SecretNotFound'],
    ['an unknown version', 'GET', `/secrets/s1/${'0'.repeat(32)}`, undefined, 404, 'SecretNotFound'],
    ['a name with an underscore', 'GET', '/secrets/my_secret', undefined, 400, 'BadParameter'],
    ['a change of nothing', 'PATCH', '/secrets/none', {}, 404, 'SecretNotFound'],
    ['a deletion of nothing', 'DELETE', '/secrets/none', undefined, 404, 'SecretNotFound'],
    ['a recovery of what lives', 'POST', '/deletedsecrets/s1/recover', undefined, 404, 'SecretNotFound'],
    ['a purge of what lives', 'DELETE', '/deletedsecrets/s1', undefined, 404, 'SecretNotFound'],
    ['no value', 'PUT', '/secrets/s1', { tags: {} }, 400, 'BadParameter'],
    ['a value that is a number', 'PUT', '/secrets/s1', { value: 1 }, 400, 'BadParameter'],
    ['a value beyond 25 kB', 'PUT', '/secrets/s1', { value: 'x'.repeat(25_601) }, 400, 'BadParameter'],
    ['a body that is none', 'PUT', '/secrets/s1', '{"value":', 400, 'BadParameter'],
    ['too long a page', 'GET', '/secrets?maxresults=26', undefined, 400, 'BadParameter'],
    ['a page that nobody offered', 'GET', '/secrets?$skiptoken=x', undefined, 400, 'BadParameter'],
    ['backups, which are not simulated', 'POST', '/secrets/s1/backup', undefined, 501, 'NotSimulated'],
    ['a backup, which is not simulated', 'POST', '/secrets/s1/backup', undefined, 501, 'NotSimulated'],
  ])('refuse %s', (_what, method, path, body, status, code) => {
    set('s1');
    const before = at.tables.hash();
    const answer = at.vault(method, 'kv1', path, body);
    expect({ status: answer.status, code: refusal(answer).code }).toEqual({ status, code });
    expect(at.tables.hash()).toBe(before);
  });

  it('each get a version of their own', () => {
    const versions = new Set(Array.from({ length: 20 }, () => versionOf(set('s1'))));
    expect(versions.size).toBe(20);
  });
});
