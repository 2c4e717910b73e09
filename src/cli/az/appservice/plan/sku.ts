const TIERS: [RegExp, string][] = [
  [/^(?:F1|FREE)$/, 'FREE'],
  [/^(?:D1|SHARED)$/, 'SHARED'],
  [/^(?:B[123]|BASIC)$/, 'BASIC'],
  [/^S[123]$/, 'STANDARD'],
  [/^P[123]$/, 'PREMIUM'],
  [/^P[123]V2$/, 'PREMIUMV2'],
  [/^P[123]V3$/, 'PREMIUMV3'],
  [/^P0V3$/, 'PREMIUM0V3'],
  [/^P[1-5]MV3$/, 'PREMIUMMV3'],
  [/^P[0-3]V4$/, 'PREMIUMV4'],
  [/^P[1-5]MV4$/, 'PREMIUMMV4'],
  [/^I[1-6]V2$/, 'ISOLATEDV2'],
  [/^I[1-5]MV2$/, 'ISOLATEDMV2'],
  [/^WS[123]$/, 'WorkflowStandard'],
];

/** The pricing tier of a SKU name, as az sends it. */
export function skuTier(sku: string): string {
  return TIERS.find(([pattern]) => pattern.test(sku.toUpperCase()))?.[1] ?? sku.toUpperCase();
}

/** The name that az sends for a SKU: `FREE` and `SHARED` have short ones. */
export function skuName(sku: string): string {
  const upper = sku.toUpperCase();
  return upper === 'FREE' ? 'F1' : upper === 'SHARED' ? 'D1' : upper;
}
