import { lazy, Suspense, useSyncExternalStore, type ReactNode } from 'react';
import type { Ready } from '#components/session/phase.ts';
import { tabNames, tabs, type Bench, type Tab } from './bench.ts';
import { LogPanel } from './log-panel.tsx';
import { PanelGuard } from './panel-guard.tsx';
import { panelId, tabId } from './toolbar.tsx';

// Each is a chunk of its own, loaded when its tab is opened for the first time.
const Portal = lazy(() => import('#portal/portal.tsx').then(({ Portal: component }) => ({ default: component })));
const TokenFlow = lazy(() =>
  import('#flow/token-flow.tsx').then(({ TokenFlow: component }) => ({ default: component })),
);
const Terminal = lazy(() =>
  import('#components/terminal/terminal.tsx').then(({ Terminal: component }) => ({ default: component })),
);

/** The tabs' contents. A tab that was opened once stays as it was left. */
export function Panels({ phase, bench }: { phase: Ready; bench: Bench }) {
  const { tab, opened, seq, portal } = useSyncExternalStore(bench.subscribe, bench.snapshot);
  const { client, state, log, generation, port } = phase;
  const contents: Record<Tab, () => ReactNode> = {
    portal: () => (
      <Portal client={client} state={state} address={portal} onAddress={bench.portalWent} onOpenFlow={bench.openFlow} />
    ),
    shell: () =>
      port ? (
        <Terminal labId={state.labId} port={port} visible={tab === 'shell'} />
      ) : (
        <p className="empty">The Cloud Shell types into the tenant, so it is open only in the tab that writes.</p>
      ),
    flow: () => <TokenFlow client={client} state={state} seq={seq} onSelect={bench.select} />,
    log: () => <LogPanel client={client} log={log} engine={state.engine} bench={bench} />,
  };
  return tabs.map((name) => (
    <div
      key={`${name} ${generation}`}
      className={`panel panel-${name}`}
      role="tabpanel"
      id={panelId(name)}
      aria-labelledby={tabId(name)}
      hidden={name !== tab}
    >
      {opened.has(name) && (
        <PanelGuard name={tabNames[name]}>
          <Suspense fallback={<p className="opening">{tabNames[name]} …</p>}>{contents[name]()}</Suspense>
        </PanelGuard>
      )}
    </div>
  ));
}
