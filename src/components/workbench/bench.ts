/** The tabs of the workbench. */
export const tabs = ['portal', 'shell', 'flow', 'log'] as const;
export type Tab = (typeof tabs)[number];

export const tabNames: Record<Tab, string> = {
  portal: 'Portal',
  shell: 'Cloud Shell',
  flow: 'Token flow',
  log: 'Log',
};

export interface BenchState {
  tab: Tab;
  /** Tabs that were open at least once: they stay as they were left. */
  opened: ReadonlySet<Tab>;
  /** The entry that the token flow shows. */
  seq: number | undefined;
  /** Where the portal stands, as its own address. */
  portal: string;
}

/** What is in front on the workbench; a store for React and for the page's own script. */
export class Bench {
  #state: BenchState = { tab: 'portal', opened: new Set(['portal']), seq: undefined, portal: '' };
  readonly #listeners = new Set<() => void>();
  readonly #onShow: (tab: Tab) => void;

  /** `onShow` hears of every tab that is brought to the front, also of one that is there already. */
  constructor(onShow: (tab: Tab) => void = () => undefined) {
    this.#onShow = onShow;
  }

  snapshot = (): BenchState => this.#state;
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  showTab = (tab: Tab): void => {
    this.#set({ tab, opened: new Set([...this.#state.opened, tab]) });
    this.#onShow(tab);
  };

  /** Opens an entry of the log in the token flow. */
  openFlow = (seq: number): void => {
    this.#set({ seq });
    this.showTab('flow');
  };

  select = (seq: number | undefined): void => this.#set({ seq });

  /** The portal says where it has gone. */
  portalWent = (portal: string): void => this.#set({ portal });

  /** Brings a tab to the front, at a place in it. */
  goTo = ({ tab, rest }: { tab: Tab; rest: string }): void => {
    if (tab === 'portal') this.#set({ portal: rest });
    if (tab === 'flow' && /^\d+$/.test(rest)) this.#set({ seq: Number(rest) });
    this.showTab(tab);
  };

  #set(change: Partial<BenchState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
