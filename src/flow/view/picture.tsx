import { useEffect, useRef, type CSSProperties } from 'react';
import type { Story } from '../model/story.ts';
import { partyCaption } from '../words/parties.ts';
import { LaneRow, ListRow } from './step-row.tsx';
import { useWidth } from './use-width.ts';

/** Lanes need about this much each, in pixels; with less the steps stand in a list. */
const laneWidth = 98;

interface Props {
  story: Story;
  cursor: number;
  onGo(step: number): void;
}

/** The story as a picture: lanes where there is room, a list of steps where there is none. One step holds the tab stop. */
export function Picture({ story, cursor, onGo }: Props) {
  const { steps, parties } = story;
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const lanes = width >= laneWidth * parties.length && width >= 480;
  const current = steps[cursor]?.id;
  const stood = useRef(current);

  useEffect(() => {
    const before = stood.current;
    stood.current = current;
    // What is opened shows its beginning; only a step that is taken brings its row into view.
    if (before === undefined || before === current) return;
    const row = place.current?.querySelector<HTMLElement>('[aria-current="step"]');
    row?.scrollIntoView({ block: 'nearest' });
    // The focus goes along only where it was on a step already: never taken from a button or another panel.
    if (row && place.current?.contains(document.activeElement)) row.focus({ preventScroll: true });
  }, [current, lanes]);

  return (
    <div ref={place} className="tf-picture" style={{ '--tf-lanes': parties.length } as CSSProperties}>
      {lanes && (
        <div className="tf-heads" aria-hidden="true">
          {parties.map(({ id, title, kind, caption }) => (
            <div key={id} className="tf-head" data-party={kind}>
              <strong>{title}</strong>
              <span>{caption ?? partyCaption[kind]}</span>
            </div>
          ))}
        </div>
      )}
      <div className="tf-body">
        {lanes && (
          <div className="tf-lines" aria-hidden="true">
            {parties.map(({ id }) => (
              <span key={id} />
            ))}
          </div>
        )}
        {width > 0 && (
          <ol className="tf-steps" aria-label="Steps of this run">
            {steps.map((step, at) => {
              const props = { step, lit: at <= cursor, current: at === cursor, onGo: () => onGo(at) };
              return <li key={step.id}>{lanes ? <LaneRow parties={parties} {...props} /> : <ListRow {...props} />}</li>;
            })}
          </ol>
        )}
      </div>
    </div>
  );
}
