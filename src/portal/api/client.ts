import type { Decision, Permission } from '#kernel/decision.ts';
import type { LabSessionClient } from '#lab/session-client.ts';

/** The session as the portal uses it. A session that can explain a decision without a request offers `explain`. */
export interface PortalClient extends LabSessionClient {
  explain?(principalId: string, permission: Permission): Promise<Decision>;
}
