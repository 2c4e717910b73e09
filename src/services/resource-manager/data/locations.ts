import { regionList } from '#kernel/region-list.ts';

/** One region as `GET /subscriptions/{id}/locations` shows it, without the id. */
export const locations = regionList.map(([name, displayName, geographyGroup, physicalLocation, recommended]) => ({
  name,
  type: 'Region' as const,
  displayName,
  regionalDisplayName: `(${geographyGroup}) ${displayName}`,
  metadata: {
    regionType: 'Physical',
    regionCategory: recommended ? 'Recommended' : 'Other',
    geographyGroup,
    physicalLocation,
  },
}));
