import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { clockTime, span } from '../../kit/times.ts';
import { useShared } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';

/** How many moments to come are named. */
const most = 4;
/** Propagation takes ten minutes at most; what is further off is of another kind, such as a purge. */
const horizon = 11 * 60_000;

/** Grants and removals that some service does not know of yet: the list below is ahead of what counts. */
export function UnderWay() {
  const shared = useShared();
  const { state } = usePortal();
  const { now } = state;
  const soon = state.upcoming.filter(({ at }) => at > now && at - now <= horizon);
  if (soon.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>Not in effect everywhere yet</MessageBarTitle>
        <ul className={shared.list}>
          {soon.slice(0, most).map(({ at, what }) => (
            <li key={`${at} ${what}`}>
              {what} at {clockTime(at)}, in {span(at - now)}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}
