import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { makeStyles, useToastController } from '@fluentui/react-components';
import type { SessionState } from '#lab/session-client.ts';
import type { Api } from '../api/api.ts';
import { subscriptions, type Subscription } from '../api/arm.ts';
import { HeadingFocus, useLostFocus } from '../kit/focus.ts';
import { View } from '../panels/view.tsx';
import { Context, type PortalContext } from './context.ts';
import { Crumbs } from './crumbs.tsx';
import type { Notice } from './notices.ts';
import { NoticeToast } from './notice-toast.tsx';
import type { Route } from './route.ts';
import { TopBar } from './top-bar.tsx';
import { useNotices } from './use-notices.ts';

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, overflowY: 'auto', overflowX: 'hidden', display: 'flex', flexDirection: 'column' },
});

interface InsideProps {
  api: Api;
  state: SessionState;
  toaster: string;
  onOpenFlow(seq: number): void;
}

/** The portal of somebody who is signed in. */
export function Inside({ api, state, toaster, onOpenFlow }: InsideProps) {
  const styles = useStyles();
  const page = useRef<HTMLDivElement>(null);
  const [route, setRoute] = useState<Route>({ at: 'home' });
  const [flows, setFlows] = useState(0);
  const subscription = useSubscription(api, state.length);
  const { dispatchToast } = useToastController(toaster);
  const openFlow = useCallback(
    (seq: number) => {
      setFlows((count) => count + 1);
      onOpenFlow(seq);
    },
    [onOpenFlow],
  );
  const notices = useNotices(
    () => state.now,
    (notice: Notice) => dispatchToast(<NoticeToast notice={notice} openFlow={openFlow} />, { intent: notice.tone }),
  );
  const go = useCallback((next: Route) => {
    setRoute(next);
    page.current?.scrollTo(0, 0);
  }, []);
  const toHeading = useCallback(() => {
    page.current?.querySelector<HTMLElement>('[data-blade-heading]')?.focus();
  }, []);
  useLostFocus(page, toHeading);
  const context = useMemo<PortalContext>(
    () => ({ api, state, subscription, route, go, notices, openFlow, flows }),
    [api, state, subscription, route, go, notices, openFlow, flows],
  );
  return (
    <Context value={context}>
      <HeadingFocus value={toHeading}>
        <TopBar />
        <div ref={page} className={styles.page}>
          <Crumbs />
          <View />
        </div>
      </HeadingFocus>
    </Context>
  );
}

/** The subscription that the account sees: this tenant has one. Undefined until it is known, and where none is seen. */
function useSubscription(api: Api, entries: number): Subscription | undefined {
  const [found, setFound] = useState<Subscription>();
  useEffect(() => {
    let current = true;
    void subscriptions(api).then((answer) => {
      if (!current || !answer.ok) return;
      const [first] = answer.value;
      setFound((before) => (before?.subscriptionId === first?.subscriptionId ? before : first));
    });
    return () => {
      current = false;
    };
  }, [api, entries]);
  return found;
}
