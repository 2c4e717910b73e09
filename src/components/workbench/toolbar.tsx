import { useSyncExternalStore, type KeyboardEvent } from 'react';
import type { LabSessionClient, SessionState } from '#lab/session-client.ts';
import { Account } from './account.tsx';
import { tabNames, tabs, type Bench, type Tab } from './bench.ts';
import { Clock, NextEvent } from './clock.tsx';

interface Props {
  client: LabSessionClient;
  state: SessionState;
  bench: Bench;
  readOnly: boolean;
}

const neighbours: Record<string, (index: number) => number> = {
  ArrowRight: (index) => (index + 1) % tabs.length,
  ArrowLeft: (index) => (index + tabs.length - 1) % tabs.length,
  Home: () => 0,
  End: () => tabs.length - 1,
};

/** Tabs, who is signed in, and the clock. */
export function Toolbar({ client, state, bench, readOnly }: Props) {
  const { tab } = useSyncExternalStore(bench.subscribe, bench.snapshot);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const next = tabs[neighbours[event.key]?.(tabs.indexOf(tab)) ?? -1];
    if (!next) return;
    event.preventDefault();
    bench.showTab(next);
    document.getElementById(tabId(next))?.focus();
  };
  return (
    <div className="toolbar">
      <div className="tablist" role="tablist" aria-label="Tenant" onKeyDown={move}>
        {tabs.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={tabId(name)}
            aria-selected={name === tab}
            aria-controls={panelId(name)}
            tabIndex={name === tab ? 0 : -1}
            onClick={() => bench.showTab(name)}
          >
            {tabNames[name]}
          </button>
        ))}
      </div>
      <Account client={client} state={state} readOnly={readOnly} />
      <Clock client={client} now={state.now} readOnly={readOnly} />
      <NextEvent client={client} state={state} readOnly={readOnly} />
    </div>
  );
}

export const tabId = (tab: Tab): string => `tab-${tab}`;
export const panelId = (tab: Tab): string => `panel-${tab}`;
