/** What this machine's clock claims, ISO 8601. Entries carry it; no fold reads it. */
export const wallClock = (): string => new Date().toISOString();
