import { describe, expect, it } from 'vitest';
import { forbidden, itemOf, principalId, recordOf, tokenRequest, vaultId } from '../samples.ts';
import * as words from './steps.ts';

describe('a step in words', () => {
  it.each([
    ['https://kv-shop.vault.azure.net/secrets/db-password?api-version=7.6', 'GET /secrets/db-password'],
    [
      `https://management.azure.com${vaultId}/providers/Microsoft.Authorization/roleAssignments/${principalId}?a=1`,
      'GET …/roleAssignments/5f1c0000…',
    ],
    [`https://graph.microsoft.com/v1.0/users/${principalId}`, 'GET /v1.0/users/5f1c0000…'],
    ['not an address', 'GET not an address'],
  ])('shortens %s', (url, line) => {
    expect(words.lineOf('GET', url)).toBe(line);
  });

  it('asks and answers', () => {
    expect(words.requestSentence(forbidden)).toBe(
      'app-web asks kv-shop: Get secret db-password (GET /secrets/db-password), with the token of #6 (managed identity app-web).',
    );
    expect(words.answerSentence(forbidden)).toBe('kv-shop answers app-web: 403 ForbiddenByRbac.');
    expect(words.answerSentence(tokenRequest)).toBe(
      'identity endpoint answers app-web: 200 OK, a token for https://vault.azure.net.',
    );
  });

  it('knows that You is not a name', () => {
    const mine = recordOf(itemOf(1, { from: 'You', summary: 'GET /' }));
    expect(words.requestSentence(mine)).toBe('You ask app-web (GET /).');
    expect(words.answerSentence(mine)).toBe('app-web answers you: 200 OK.');
    const lost = recordOf(itemOf(1, { from: 'You', outcome: 'unreachable' }), {
      response: { status: 0, headers: {}, body: 'No such host' },
    });
    expect(words.answerSentence(lost)).toBe('You reach nobody: No such host');
  });
});
