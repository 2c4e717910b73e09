import { implement } from '../implement.ts';
import { siteDetails } from './details.ts';
import { siteRow } from './site.ts';

export const webappShow = implement('webapp show', {
  takes: { resourceGroup: 'text', name: 'text', slot: 'text?' },
  run: (site, az) => siteDetails(az, site),
  table: siteRow,
});
