export interface Credential {
  endDateTime?: string;
}

/** How many there are, and how long the longest-lived one is still good: `1, until 2027-05-01`. */
export function credentialWords(credentials: readonly Credential[] = [], now: number): string {
  if (credentials.length === 0) return '-';
  const ends = credentials.map(({ endDateTime }) => Date.parse(endDateTime ?? '')).filter((at) => !Number.isNaN(at));
  const last = Math.max(...ends);
  const day = ends.length ? new Date(last).toISOString().slice(0, 10) : undefined;
  const until = day === undefined ? '' : last < now ? `, expired ${day}` : `, until ${day}`;
  return `${credentials.length}${until}`;
}
