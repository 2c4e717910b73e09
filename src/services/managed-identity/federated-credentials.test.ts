import { describe, expect, it } from 'vitest';
import { group, type Answer } from '../test-tenant.ts';
import { Identities, identityPath } from './fixture.ts';

const issuer = 'https://token.actions.githubusercontent.com';
const audiences = ['api://AzureADTokenExchange'];
const properties = { issuer, subject: 'repo:contoso/shop:ref:refs/heads/main', audiences };

function opened() {
  const t = new Identities();
  const identity = t.create('id1').json;
  const at = (name: string, of = 'id1') => `${identityPath(of)}/federatedIdentityCredentials/${name}`;
  const write = (name: string, body: object = { properties }, of = 'id1'): Answer => t.arm('PUT', at(name, of), body);
  return { t, at, write, principalId: String(identity['properties']?.['principalId']) };
}

describe('federated identity credentials of an identity', () => {
  it('are made, read, changed, listed and deleted', () => {
    const { t, at, write, principalId } = opened();
    const made = write('main');
    const shown = {
      id: `${identityPath('id1').replace('resourceGroups', 'resourcegroups')}/federatedIdentityCredentials/main`,
      name: 'main',
      type: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
      properties,
    };
    expect({ status: made.status, body: made.json }).toEqual({ status: 201, body: shown });
    expect(t.arm('GET', at('MAIN')).json).toEqual(shown);
    expect(t.arm('GET', `${identityPath('id1')}/federatedIdentityCredentials`).json).toEqual({ value: [shown] });
    const changed = write('main', { properties: { ...properties, subject: 'repo:contoso/shop:pull_request' } });
    expect({ status: changed.status, subject: changed.json['properties']?.['subject'] }).toEqual({
      status: 200,
      subject: 'repo:contoso/shop:pull_request',
    });
    expect(t.tables.by('federatedCredentials', 'owner', principalId)).toHaveLength(1);
    expect([t.arm('DELETE', at('main')).status, t.arm('DELETE', at('main')).status]).toEqual([200, 204]);
    expect(t.arm('GET', at('main')).status).toBe(404);
  });

  it.each<[string, string, object, number, string]>([
    ['no body', 'fic', {}, 400, 'Federated Identity Credential from HTTP body has empty properties'],
    [
      'nothing in it',
      'fic',
      { properties: {} },
      400,
      'Federated Identity Credential from HTTP body has empty properties',
    ],
    ['a short name', 'ab', { properties }, 400, "Federated Identity Credential name 'ab' is invalid."],
    ['a long name', 'a'.repeat(121), { properties }, 400, `name '${'a'.repeat(121)}' is invalid.`],
    ['no audience', 'fic', { properties: { ...properties, audiences: [] } }, 400, 'must have exactly one audience.'],
    ['two audiences', 'fic', { properties: { ...properties, audiences: ['a', 'b'] } }, 400, 'exactly one audience.'],
    ['no issuer', 'fic', { properties: { ...properties, issuer: '' } }, 400, 'has no issuer.'],
    ['no subject', 'fic', { properties: { ...properties, subject: null } }, 400, 'has no subject.'],
    [
      'a pair that is taken',
      'fic',
      { properties },
      400,
      'Issuer and subject combination already exists for this Managed Identity.',
    ],
  ])('are refused with %s', (_what, name, body, status, message) => {
    const { write } = opened();
    write('taken');
    const answer = write(name, body);
    expect(answer.status).toBe(status);
    expect(answer.json['error']?.['message']).toContain(message);
  });

  it('need an identity', () => {
    const { t, write } = opened();
    expect(write('fic', { properties }, 'none').json['error']).toEqual({
      code: 'ParentResourceNotFound',
      message: "The parent user-assigned identity doesn't exist.",
    });
    const elsewhere = identityPath('id1', group.replace('rg1', 'rg9'));
    expect(t.arm('GET', `${elsewhere}/federatedIdentityCredentials`).json['error']).toMatchObject({
      code: 'ResourceGroupNotFound',
    });
  });

  it('are twenty at most, and can still be changed then', () => {
    const { write } = opened();
    const of = (subject: string) => ({ properties: { ...properties, subject } });
    for (let number = 0; number < 20; number += 1) expect(write(`fic${number}`, of(`s${number}`)).status).toBe(201);
    expect(write('fic20', of('s20')).status).toBe(400);
    expect(write('fic3', of('s20')).status).toBe(200);
  });

  it('go with their identity: another one of the same name trusts nobody', () => {
    const { t, write } = opened();
    write('main');
    t.arm('DELETE', identityPath('id1'));
    t.create('id1');
    expect(t.arm('GET', `${identityPath('id1')}/federatedIdentityCredentials`).json).toEqual({ value: [] });
    expect(t.tables.all('federatedCredentials')).toEqual([]);
  });
});
