import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionMet } from './condition.ts';

const write = 'microsoft.authorization/roleassignments/write';
const role = '@request[microsoft.authorization/roleassignments:roledefinitionid]';
const type = '@request[microsoft.authorization/roleassignments:principaltype]';
const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const met = (text: string | null, attributes: Record<string, string> = {}, action = write): boolean =>
  conditionMet(text, { action, attributes });

const oneRole = `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{${reader}, 11111111-1111-1111-1111-111111111111}))`;

describe('a condition', () => {
  it.each<[string, boolean, string | null, Record<string, string>?]>([
    ['that is absent', true, null],
    ['that is empty', true, '  '],
    ['about a known role', true, oneRole, { [role]: reader }],
    ['about a known role without dashes', true, oneRole, { [role]: reader.replaceAll('-', '').toUpperCase() }],
    ['about another role', false, oneRole, { [role]: '22222222-2222-2222-2222-222222222222' }],
    ['about a role that is not said', false, oneRole],
    [
      'with two demands, both met',
      true,
      `${oneRole} AND @Request[Microsoft.Authorization/roleAssignments:PrincipalType] StringEqualsIgnoreCase 'serviceprincipal'`,
      { [role]: reader, [type]: 'ServicePrincipal' },
    ],
    [
      'with two demands, one met',
      false,
      `${oneRole} AND @Request[Microsoft.Authorization/roleAssignments:PrincipalType] StringEquals 'User'`,
      { [role]: reader, [type]: 'ServicePrincipal' },
    ],
    [
      'that a value is none of several',
      true,
      `@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAllValues:GuidNotEquals {11111111-1111-1111-1111-111111111111, 22222222-2222-2222-2222-222222222222}`,
      { [role]: reader },
    ],
    [
      'that a value is none of several, and it is one',
      false,
      `@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAllValues:GuidNotEquals {${reader}, 22222222-2222-2222-2222-222222222222}`,
      { [role]: reader },
    ],
    ['that is like a pattern', true, `@Request[a:b] StringLike 'log*'`, { '@request[a:b]': 'logs/2026' }],
    ['with an operator that is not evaluated', false, `@Request[a:b] NumericGreaterThan 3`, { '@request[a:b]': '4' }],
    ['whose unknown part does not matter', true, `@Request[a:b] NumericGreaterThan 3 OR !(ActionMatches{'x/y/read'})`],
    ['on a suboperation that nobody says', false, `SubOperationMatches{'Blob.List'}`],
    ['on this suboperation', true, `SubOperationMatches{'blob.list'}`, { '@suboperation': 'Blob.List' }],
    ['on another suboperation', false, `SubOperationMatches{'Blob.List'}`, { '@suboperation': '' }],
    ['on no suboperation', true, `!(SubOperationMatches{'Blob.List'})`, { '@suboperation': '' }],
    ['that an attribute is there', true, `Exists @Request[a:b]`, { '@request[a:b]': '' }],
    ['in words that are none', false, 'please'],
    ['with a bracket missing', false, `(ActionMatches{'a/b'}`],
    ['with a quote missing', false, `ActionMatches{'a/b}`],
    ['nested beyond reason', false, `${'('.repeat(5000)}ActionMatches{'*'}${')'.repeat(5000)}`],
  ])('%s: %s', (_, expected, text, attributes) => {
    expect(met(text, attributes)).toBe(expected);
  });

  it('never stands in the way of an action that it does not speak of', () => {
    expect(met(oneRole, {}, 'microsoft.keyvault/vaults/read')).toBe(true);
  });

  it('never grants by being strange', () => {
    fc.assert(fc.property(fc.string(), (text) => text.trim() === '' || typeof met(text) === 'boolean'));
    fc.assert(fc.property(fc.string(), (text) => !met(`ActionMatches{'a/b/c'} AND (${text})`)));
  });
});

describe('the condition that Azure writes for reading blobs of one container', () => {
  const read = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';
  const text = `((!(ActionMatches{'${read}'} AND NOT SubOperationMatches{'Blob.List'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'reports'))`;
  const about = (container: string, subOperation: string) => ({
    '@suboperation': subOperation,
    '@resource[microsoft.storage/storageaccounts/blobservices/containers:name]': container,
  });

  it.each([
    ['a blob of that container', true, read, about('reports', '')],
    ['a blob of another container', false, read, about('other', '')],
    ['a list of another container', true, read, about('other', 'Blob.List')],
    ['a write to another container', true, read.replace('read', 'write'), about('other', '')],
  ])('%s: %s', (_, expected, action, attributes) => {
    expect(met(text, attributes, action.toLowerCase())).toBe(expected);
  });
});
