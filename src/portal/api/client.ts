import type { LabSessionClient } from '#lab/session-client.ts';

/** The session as the portal uses it. */
export type PortalClient = LabSessionClient;
