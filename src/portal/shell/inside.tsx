import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { makeStyles } from '@fluentui/react-components';
import type { SessionState } from '#lab/session-client.ts';
import type { Api } from '../api/api.ts';
import { subscriptions, type Subscription } from '../api/arm.ts';
import { HeadingFocus, useLostFocus } from '../kit/focus.ts';
import { View } from '../panels/view.tsx';
import { addressOf, routeAt } from './address.ts';
import { Context, type PortalContext } from './context.ts';
import { Crumbs } from './crumbs.tsx';
import type { Notice } from './notices.ts';
import type { Route } from './route.ts';
import { Toast } from './toast.tsx';
import { TopBar } from './top-bar.tsx';
import { useNotices } from './use-notices.ts';

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, overflowY: 'auto', overflowX: 'hidden', display: 'flex', flexDirection: 'column' },
});

interface InsideProps {
  api: Api;
  state: SessionState;
  address: string;
  onAddress(address: string): void;
  onOpenFlow(seq: number): void;
}

/** The portal of somebody who is signed in. */
export function Inside({ api, state, address, onAddress, onOpenFlow }: InsideProps) {
  const styles = useStyles();
  const page = useRef<HTMLDivElement>(null);
  const { route, go } = useRoute(address, onAddress, page);
  const [flows, setFlows] = useState(0);
  const { subscription, settled } = useSubscription(api, state.length);
  // One at a time: the list keeps the others, and what is underneath stays in reach.
  const [toast, setToast] = useState<Notice>();
  const dropToast = useCallback(() => setToast(undefined), []);
  const openFlow = useCallback(
    (seq: number) => {
      setFlows((count) => count + 1);
      onOpenFlow(seq);
    },
    [onOpenFlow],
  );
  const notices = useNotices(() => state.now, setToast);
  const toHeading = useCallback(() => {
    page.current?.querySelector<HTMLElement>('[data-blade-heading]')?.focus();
  }, []);
  useLostFocus(page, toHeading);
  const context = useMemo<PortalContext>(
    () => ({ api, state, subscription, settled, route, go, notices, openFlow, flows }),
    [api, state, subscription, settled, route, go, notices, openFlow, flows],
  );
  return (
    <Context value={context}>
      <HeadingFocus value={toHeading}>
        <TopBar />
        <div ref={page} className={styles.page}>
          <Crumbs />
          <View />
        </div>
        <Toast notice={toast} onGone={dropToast} />
      </HeadingFocus>
    </Context>
  );
}

/** Where one stands. Going somewhere says so; an address that comes from outside, as by the browser's Back, is followed. */
function useRoute(address: string, onAddress: (address: string) => void, page: RefObject<HTMLDivElement | null>) {
  const [route, setRoute] = useState<Route>(() => routeAt(address) ?? { at: 'home' });
  const shown = useRef(address);
  useEffect(() => {
    if (address === shown.current) return;
    shown.current = address;
    setRoute(routeAt(address) ?? { at: 'home' });
    page.current?.scrollTo(0, 0);
  }, [address, page]);
  const go = useCallback(
    (next: Route) => {
      shown.current = addressOf(next);
      setRoute(next);
      onAddress(shown.current);
      page.current?.scrollTo(0, 0);
    },
    [onAddress, page],
  );
  return { route, go };
}

interface Seen {
  subscription?: Subscription;
  settled: boolean;
}

/** The subscription that the account sees: this tenant has one. */
function useSubscription(api: Api, entries: number): Seen {
  const [seen, setSeen] = useState<Seen & { api?: Api }>({ settled: false });
  useEffect(() => {
    let current = true;
    void subscriptions(api).then((answer) => {
      if (!current) return;
      const first = answer.ok ? answer.value[0] : undefined;
      const same = (before: Seen & { api?: Api }) =>
        before.api === api && before.settled && before.subscription?.subscriptionId === first?.subscriptionId;
      setSeen((before) => (same(before) ? before : { settled: true, api, ...(first && { subscription: first }) }));
    });
    return () => {
      current = false;
    };
  }, [api, entries]);
  return seen.api === api ? seen : { settled: false };
}
