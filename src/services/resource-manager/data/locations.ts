/** Azure's physical public regions: name, display name, geography group, city or state, recommended. Source: "Azure regions list". */
const regions: [name: string, displayName: string, group: string, place: string, recommended: 0 | 1][] = [
  ['eastus', 'East US', 'US', 'Virginia', 1],
  ['southcentralus', 'South Central US', 'US', 'Texas', 1],
  ['westus2', 'West US 2', 'US', 'Washington', 1],
  ['westus3', 'West US 3', 'US', 'Arizona', 1],
  ['australiaeast', 'Australia East', 'Asia Pacific', 'New South Wales', 1],
  ['southeastasia', 'Southeast Asia', 'Asia Pacific', 'Singapore', 1],
  ['northeurope', 'North Europe', 'Europe', 'Ireland', 1],
  ['swedencentral', 'Sweden Central', 'Europe', 'Gävle', 1],
  ['uksouth', 'UK South', 'Europe', 'London', 1],
  ['westeurope', 'West Europe', 'Europe', 'Netherlands', 1],
  ['centralus', 'Central US', 'US', 'Iowa', 1],
  ['southafricanorth', 'South Africa North', 'Africa', 'Johannesburg', 1],
  ['centralindia', 'Central India', 'Asia Pacific', 'Pune', 1],
  ['eastasia', 'East Asia', 'Asia Pacific', 'Hong Kong', 1],
  ['japaneast', 'Japan East', 'Asia Pacific', 'Tokyo, Saitama', 1],
  ['koreacentral', 'Korea Central', 'Asia Pacific', 'Seoul', 1],
  ['canadacentral', 'Canada Central', 'Canada', 'Toronto', 1],
  ['francecentral', 'France Central', 'Europe', 'Paris', 1],
  ['germanywestcentral', 'Germany West Central', 'Europe', 'Frankfurt', 1],
  ['italynorth', 'Italy North', 'Europe', 'Milan', 1],
  ['norwayeast', 'Norway East', 'Europe', 'Norway', 1],
  ['polandcentral', 'Poland Central', 'Europe', 'Warsaw', 1],
  ['spaincentral', 'Spain Central', 'Europe', 'Madrid', 1],
  ['switzerlandnorth', 'Switzerland North', 'Europe', 'Zurich', 1],
  ['uaenorth', 'UAE North', 'Middle East', 'Dubai', 1],
  ['brazilsouth', 'Brazil South', 'South America', 'Sao Paulo State', 1],
  ['eastus2', 'East US 2', 'US', 'Virginia', 1],
  ['northcentralus', 'North Central US', 'US', 'Illinois', 0],
  ['westus', 'West US', 'US', 'California', 0],
  ['westcentralus', 'West Central US', 'US', 'Wyoming', 0],
  ['australiacentral', 'Australia Central', 'Asia Pacific', 'Canberra', 0],
  ['australiasoutheast', 'Australia Southeast', 'Asia Pacific', 'Victoria', 0],
  ['japanwest', 'Japan West', 'Asia Pacific', 'Osaka', 0],
  ['koreasouth', 'Korea South', 'Asia Pacific', 'Busan', 0],
  ['southindia', 'South India', 'Asia Pacific', 'Chennai', 0],
  ['westindia', 'West India', 'Asia Pacific', 'Mumbai', 0],
  ['canadaeast', 'Canada East', 'Canada', 'Quebec', 0],
  ['ukwest', 'UK West', 'Europe', 'Cardiff', 0],
];

/** One region as `GET /subscriptions/{id}/locations` shows it, without the id. */
export const locations = regions.map(([name, displayName, geographyGroup, physicalLocation, recommended]) => ({
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

const names = new Map(
  regions.flatMap(([name, displayName]) => [[name, name] as const, [displayName.toLowerCase(), name] as const]),
);

/** `East US` and `eastus` are the same region. Returns its name, or undefined when there is no such region. */
export const locationName = (text: string): string | undefined => names.get(text.trim().toLowerCase());
