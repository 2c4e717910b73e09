import type { LabSessionClient, SessionState } from '#lab/session-client.ts';
import { useFocusKept } from './use-focus-kept.ts';
import { clockWords, durationWords, fullTime } from './words.ts';

const minute = 60_000;
const steps = [
  { by: minute, short: '+1 min' },
  { by: 10 * minute, short: '+10 min' },
  { by: 60 * minute, short: '+1 h' },
  { by: 24 * 60 * minute, short: '+1 day' },
];

interface Props {
  client: LabSessionClient;
  readOnly: boolean;
}

/** The virtual time, and buttons that move it on. It moves only by what is done. */
export function Clock({ client, now, readOnly }: Props & { now: number }) {
  return (
    <div className="clock" role="group" aria-label="Clock of the tenant">
      <time dateTime={new Date(now).toISOString()} title={fullTime(now)}>
        {clockWords(now)}
      </time>
      {steps.map(({ by, short }) => (
        <button key={by} type="button" className="button step" disabled={readOnly} onClick={() => void client.wait(by)}>
          <span className="visually-hidden">Move the clock on: </span>
          {short}
        </button>
      ))}
    </div>
  );
}

/** The next moment at which something will come true by itself, and the way there. Nothing when nothing is pending. */
export function NextEvent({ client, state, readOnly }: Props & { state: SessionState }) {
  const [next, ...later] = state.upcoming;
  const pressed = useFocusKept(!next, () => document.querySelector<HTMLElement>('.tablist [aria-selected="true"]'));
  if (!next) return null;
  const skip = () => {
    pressed();
    void client.skipToNext();
  };
  return (
    <p className="next-event">
      <span>
        <strong>In {durationWords(next.at - state.now)}:</strong> {next.what}
        {later.length > 0 && ` (and ${later.length} more later)`}
      </span>
      <button type="button" className="button step" disabled={readOnly} onClick={skip}>
        Skip to it
      </button>
    </p>
  );
}
