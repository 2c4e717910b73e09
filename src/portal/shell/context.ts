import { createContext, useContext } from 'react';
import type { SessionState } from '#lab/session-client.ts';
import type { Api } from '../api/api.ts';
import type { Subscription } from '../api/arm.ts';
import type { Notices } from './notices.ts';
import type { Route } from './route.ts';

/** What every part of the portal may use. */
export interface PortalContext {
  api: Api;
  state: SessionState;
  subscription: Subscription | undefined;
  /** Whether it is known what the account sees: without it, no subscription only means not yet. */
  settled: boolean;
  route: Route;
  go(route: Route): void;
  notices: Notices;
  openFlow(seq: number): void;
  /** Counts the flows that were opened: a dialog closes when one is. */
  flows: number;
}

export const Context = createContext<PortalContext | undefined>(undefined);

export function usePortal(): PortalContext {
  const context = useContext(Context);
  if (!context) throw new Error('outside of the portal');
  return context;
}
