import { ServiceError } from '../../errors.ts';
import { implement } from '../../implement.ts';
import { compact, list, member, text } from '../../json.ts';
import { userPath } from './show.ts';

export const adUserUpdate = implement('ad user update', {
  takes: {
    id: 'text',
    displayName: 'text?',
    forceChangePasswordNextSignIn: 'bool?',
    password: 'text?',
    accountEnabled: 'bool?',
    mailNickname: 'text?',
  },
  run: async ({ id, displayName, forceChangePasswordNextSignIn, password, accountEnabled, mailNickname }, az) => {
    const profile = compact({ password, forceChangePasswordNextSignIn });
    const body = compact({
      displayName,
      passwordProfile: Object.keys(profile).length > 0 ? profile : undefined,
      mailNickname,
      accountEnabled,
    });
    return az.graph.call('PATCH', userPath(id), Object.keys(body).length > 0 ? body : undefined);
  },
});

export const adUserDelete = implement('ad user delete', {
  takes: { id: 'text' },
  run: ({ id }, az) => az.graph.call('DELETE', userPath(id)),
});

export const adUserGetMemberGroups = implement('ad user get-member-groups', {
  takes: { id: 'text', securityEnabledOnly: 'bool?' },
  run: async ({ id, securityEnabledOnly = false }, az) => {
    const ids = list(await az.graph.call('POST', `${userPath(id)}/getMemberGroups`, { securityEnabledOnly })).map(
      String,
    );
    try {
      const found = new Map(
        (await az.graph.byIds(ids)).map((group) => [text(group, 'id'), member(group, 'displayName')]),
      );
      return ids.map((group) => ({ displayName: found.get(group) ?? null, id: group }));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return ids.map((group) => ({ displayName: null, id: group }));
    }
  },
});
