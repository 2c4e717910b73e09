import { implement } from '../../implement.ts';
import { compact } from '../../json.ts';

export const adGroupCreate = implement('ad group create', {
  takes: { displayName: 'text', mailNickname: 'text', force: 'bool?', description: 'text?' },
  run: async ({ displayName, mailNickname, force, description }, az) => {
    if (!force) {
      const found = await az.graph.list(
        'groups',
        `displayName eq '${displayName}' and mailNickname eq '${mailNickname}'`,
      );
      if (found.length > 0) {
        az.warn(`A group with the same display name and mail nickname already exists, returning.`);
        return found[0];
      }
    }
    const body = compact({ displayName, mailNickname, mailEnabled: false, securityEnabled: true, description });
    return az.graph.call('POST', '/groups', body);
  },
});
