import { implement } from '../../implement.ts';
import { findApplication, applicationId } from '../applications.ts';
import { applicationBody, describesApplication } from './properties.ts';
import { makeApplication } from './make.ts';
import { graphUpdate } from '../graph-update.ts';
import { listDirectory, directoryTable } from '../list-directory.ts';

export const adAppCreate = implement('ad app create', {
  takes: { ...describesApplication, displayName: 'text' },
  run: async (args, az) =>
    makeApplication(az, args.displayName, args.identifierUris, (keys) => applicationBody(az, args, keys)),
});

export const adAppShow = implement('ad app show', {
  takes: { id: 'text' },
  run: ({ id }, az) => findApplication(az, id),
});

export const adAppDelete = implement('ad app delete', {
  takes: { id: 'text' },
  run: async ({ id }, az) => az.graph.call('DELETE', `/applications/${await applicationId(az, id)}`),
});

export const adAppUpdate = implement('ad app update', {
  takes: { id: 'text', ...describesApplication, set: 'texts?', add: 'texts?', remove: 'texts?', forceString: 'flag' },
  run: async ({ id, set, add, remove, forceString, ...args }, az) => {
    await findApplication(az, id);
    const body = graphUpdate(await applicationBody(az, args), { set, add, remove, forceString });
    const path = `/applications/${await applicationId(az, id)}`;
    return az.graph.call('PATCH', path, Object.keys(body).length > 0 ? body : undefined);
  },
});

export const adAppList = implement('ad app list', {
  takes: {
    appId: 'text?',
    displayName: 'text?',
    identifierUri: 'text?',
    filter: 'text?',
    all: 'flag',
    showMine: 'flag',
  },
  run: ({ appId, displayName, identifierUri, filter, all, showMine }, az) =>
    listDirectory(az, {
      collection: 'applications',
      type: '#microsoft.graph.application',
      all,
      showMine,
      filters: [
        filter,
        appId && `appId eq '${appId}'`,
        displayName && `startswith(displayName,'${displayName}')`,
        identifierUri && `identifierUris/any(s:s eq '${identifierUri}')`,
      ],
    }),
  table: directoryTable,
  showIds: true,
});
