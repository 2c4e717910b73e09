import { tabs, type Bench, type Tab } from './bench.ts';

/** What stands in front on the workbench: a tab, and where in it. */
export interface Place {
  tab: Tab;
  /** The portal's own address; the number of an entry in the token flow. */
  rest: string;
}

const mark = '#tenant/';

/** `#tenant/portal/resource/…`: in the fragment, so that any static host serves it and nothing of it is sent. */
export const fragmentOf = ({ tab, rest }: Place): string => `${mark}${tab}${rest && `/${rest}`}`;

/** The place that the fragment of an address names; undefined for any other, such as a heading of the text. */
export function placeIn(fragment: string): Place | undefined {
  if (!fragment.startsWith(mark)) return undefined;
  const [name = '', ...rest] = fragment.slice(mark.length).split('/');
  const tab = tabs.find((one) => one === name);
  return tab && { tab, rest: rest.join('/') };
}

const placeOf = ({ tab, portal, seq }: ReturnType<Bench['snapshot']>): Place => ({
  tab,
  rest: tab === 'portal' ? portal : tab === 'flow' && seq !== undefined ? String(seq) : '',
});

/**
 * Keeps the page's address and the workbench together: what is brought to the front becomes the address, and an address
 * that is opened, or gone back to, is brought to the front. An untouched workbench leaves the address alone.
 */
export function keepAddress(bench: Bench): void {
  const here = placeIn(location.hash);
  if (here) bench.goTo(here);
  let last = fragmentOf(placeOf(bench.snapshot()));
  bench.subscribe(() => {
    const next = fragmentOf(placeOf(bench.snapshot()));
    if (next === last) return;
    last = next;
    if (location.hash !== next) history.pushState(null, '', next);
  });
  window.addEventListener('popstate', () => {
    const place = placeIn(location.hash);
    if (!place) return;
    last = fragmentOf(place);
    bench.goTo(place);
  });
}
