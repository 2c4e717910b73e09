import { regionList } from './region-list.ts';
import type { Refusal } from './result.ts';

/** Azure's public regions: name and display name. */
export const regions: Readonly<Record<string, string>> = Object.fromEntries(
  regionList.map(([name, displayName]) => [name, displayName]),
);

/** The name of a region however it is written (`West Europe`, `WestEurope`), or undefined when there is none such. */
export function regionName(text: string): string | undefined {
  const name = text.toLowerCase().replaceAll(' ', '');
  return Object.hasOwn(regions, name) ? name : undefined;
}

/** `West Europe`: how some services show a location. */
export const regionTitle = (name: string): string => regions[name] ?? name;

/** ARM's refusal of a location that no region has; it comes before the resource provider sees the request. */
export const locationUnavailable = (location: string, type: string): Refusal => ({
  status: 400,
  code: 'LocationNotAvailableForResourceType',
  message: `The provided location '${location}' is not available for resource type '${type}'. List of available regions for the resource type is '${Object.keys(regions).join(',')}'.`,
});

/** ARM's refusal of a tracked resource without a location. */
export const locationRequired = (): Refusal => ({
  status: 400,
  code: 'LocationRequired',
  message: 'The location property is required for this definition.',
});

/** ARM's refusal to make a resource anew elsewhere. */
export const locationFixed = (name: string, group: string, from: string, to: string): Refusal => ({
  status: 409,
  code: 'InvalidResourceLocation',
  message: `The resource '${name}' already exists in location '${from}' in resource group '${group}'. A resource with the same name cannot be created in location '${to}'. Please select a new resource name.`,
});

/**
 * The region that a request body means, or ARM's refusal: `existing` is where the resource already is.
 */
export function placed(
  location: string | undefined,
  at: { name: string; type: string; group: string; existing?: string },
): { region: string } | { refusal: Refusal } {
  if (!location) return at.existing ? { region: at.existing } : { refusal: locationRequired() };
  const region = regionName(location);
  if (!region) return { refusal: locationUnavailable(location, at.type) };
  if (at.existing && at.existing !== region) return { refusal: locationFixed(at.name, at.group, at.existing, region) };
  return { region };
}
