import { describe, expect, it } from 'vitest';
import { crumbsOf } from '../../shell/route.ts';
import { credentialWords } from './credential-words.ts';
import {
  endWords,
  forWhat,
  signInKinds,
  signInPath,
  whoSignedIn,
  type SignIn,
  type SignInKind,
} from './sign-in-words.ts';

const line: SignIn = {
  id: 's1',
  createdDateTime: '2026-11-23T09:14:05Z',
  userDisplayName: 'Ada Lind',
  userPrincipalName: 'ada@fabrikamshop.onmicrosoft.com',
  appDisplayName: 'Microsoft Azure CLI',
  appId: '04b07795',
  ipAddress: '203.0.113.7',
  resourceDisplayName: 'Azure Key Vault',
  resourceId: 'cfa8b339',
  servicePrincipalId: 'p1',
  servicePrincipalName: 'vm-orders',
  federatedCredentialId: '',
  managedServiceIdentity: null,
  status: { errorCode: 0, failureReason: 'Other.' },
};

describe('a sign-in', () => {
  it.each<[SignInKind, string]>([
    ['interactiveUser', 'Ada Lind'],
    ['nonInteractiveUser', 'Ada Lind'],
    ['servicePrincipal', 'vm-orders'],
    ['managedIdentity', 'vm-orders'],
  ])('of the log %s names who signed in', (kind, who) => {
    expect(whoSignedIn(kind, line)).toBe(who);
  });

  it.each<[string, Partial<SignIn>, string, string]>([
    ['that went well', {}, 'Azure Key Vault', 'Success'],
    [
      'that failed',
      { status: { errorCode: 7000215, failureReason: 'Invalid client secret provided.' } },
      'Azure Key Vault',
      'Failure, AADSTS7000215: Invalid client secret provided.',
    ],
    ['for what nobody knows', { resourceDisplayName: null, resourceId: 'api://x' }, 'api://x', 'Success'],
  ])('%s', (_, more, what, end) => {
    expect([forWhat({ ...line, ...more }), endWords({ ...line, ...more })]).toEqual([what, end]);
  });

  it('is asked for by its kind, and each kind has a tab', () => {
    expect(decodeURIComponent(signInPath('managedIdentity'))).toBe(
      "/auditLogs/signIns?$filter=signInEventTypes/any(t: t eq 'managedIdentity')",
    );
    expect(new Set(signInKinds.map(([kind]) => kind)).size).toBe(4);
  });
});

describe('the credentials of an application', () => {
  const now = Date.parse('2026-11-23T09:00:00Z');
  it.each<[string, { endDateTime?: string }[] | undefined, string]>([
    ['none', undefined, '-'],
    ['one', [{ endDateTime: '2027-05-01T00:00:00Z' }], '1, until 2027-05-01'],
    [
      'the longest-lived of two',
      [{ endDateTime: '2026-01-01T00:00:00Z' }, { endDateTime: '2027-05-01T00:00:00Z' }],
      '2, until 2027-05-01',
    ],
    ['one that is over', [{ endDateTime: '2026-01-01T00:00:00Z' }], '1, expired 2026-01-01'],
    ['one without an end', [{}], '1'],
  ])('%s', (_, credentials, words) => {
    expect(credentialWords(credentials, now)).toBe(words);
  });
});

describe('the way to the directory', () => {
  it.each([
    [{ at: 'directory', panel: 'sign-ins' } as const, ['Home', 'Microsoft Entra ID', 'Sign-in logs']],
    [
      { at: 'principal', id: 'p', name: 'shop-pipeline' } as const,
      ['Home', 'Microsoft Entra ID', 'Enterprise applications', 'Azure role assignments'],
    ],
  ])('%o', (route, titles) => {
    expect(crumbsOf(route).map(({ title }) => title)).toEqual(titles);
  });
});
