import { implement } from '../../implement.ts';
import { configTakes, setConfig } from './set.ts';
import { siteConfig } from './web.ts';

export const webappConfigSet = implement('webapp config set', {
  takes: { ...configTakes, runtime: 'text?', acrUseIdentity: 'bool?', minTlsCipherSuite: 'text?' },
  run: (args, az) => setConfig(az, args),
});

export const webappConfigShow = implement('webapp config show', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text?' },
  run: (site, az) => siteConfig(az, site),
});
