import type { CSSProperties } from 'react';
import { spokenOutcome } from '../words/outcome.ts';
import type { Party } from '../model/parties.ts';
import type { Step } from '../model/story.ts';
import { Breakable } from './breakable.tsx';
import { OutcomeIcon } from './outcome-mark.tsx';

export interface RowProps {
  step: Step;
  lit: boolean;
  current: boolean;
  onGo(): void;
}

/** What a screen reader hears of a step, in both pictures. */
const Spoken = ({ step }: { step: Step }) => (
  <span className="tf-hidden">
    {step.sentence}
    {spokenOutcome(step.kind, step.outcome)}
  </span>
);

const shows = ({ kind, outcome }: Step): boolean => outcome !== 'note' && kind !== 'request';

const buttonProps = ({ step, lit, current, onGo }: RowProps) => ({
  type: 'button' as const,
  'data-kind': step.kind,
  'data-outcome': step.outcome,
  'data-lit': lit || undefined,
  'aria-current': current ? ('step' as const) : undefined,
  'data-step': step.id,
  tabIndex: current ? 0 : -1,
  onClick: onGo,
});

/** Grid column of a party, from 1. */
const columnOf = (parties: readonly Party[], party: Party): number =>
  parties.findIndex(({ id }) => id === party.id) + 1;

/** A step across the lanes: an arrow between two parties, or a sign in the lane of one. */
export function LaneRow({ parties, ...props }: RowProps & { parties: readonly Party[] }) {
  const { step } = props;
  const [from, to] = [columnOf(parties, step.from), columnOf(parties, step.to)];
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const across = { gridColumn: `${first} / ${last + 1}`, '--tf-half': `${50 / (last - first + 1)}%` } as CSSProperties;
  const decided = columnOf(parties, { id: 'decision', kind: 'decision', title: '' });
  return (
    <button className="tf-row" {...buttonProps(props)}>
      <Spoken step={step} />
      {from === to ? (
        <span className="tf-chip" style={{ gridColumn: from }} aria-hidden="true">
          {shows(step) && <OutcomeIcon outcome={step.outcome} />}
          <span>{step.label}</span>
        </span>
      ) : (
        <span className="tf-message" style={across} data-leftwards={to < from || undefined} aria-hidden="true">
          <span className="tf-message-label">
            {shows(step) && <OutcomeIcon outcome={step.outcome} />} {step.label}
          </span>
          {step.detail && (
            <span className="tf-message-detail">
              <Breakable text={step.detail} />
            </span>
          )}
          <span className="tf-arrow" />
        </span>
      )}
      {step.decision !== undefined && decided > to && (
        <>
          <span
            className="tf-asks"
            style={
              { gridColumn: `${to} / ${decided + 1}`, '--tf-half': `${50 / (decided - to + 1)}%` } as CSSProperties
            }
            aria-hidden="true"
          />
          <span className="tf-verdict" style={{ gridColumn: decided }} aria-hidden="true">
            <OutcomeIcon outcome={step.outcome} />
            <span>
              <Breakable text={step.decision} />
            </span>
          </span>
        </>
      )}
    </button>
  );
}

/** A step as an entry of a list, where lanes find no room. */
export function ListRow(props: RowProps) {
  const { step } = props;
  return (
    <button className="tf-entry" {...buttonProps(props)}>
      <Spoken step={step} />
      <span className="tf-entry-words" aria-hidden="true">
        <span className="tf-entry-who">
          {step.from.id === step.to.id ? step.from.title : `${step.from.title} → ${step.to.title}`}
        </span>
        <span className="tf-entry-label">
          {shows(step) && <OutcomeIcon outcome={step.outcome} />} {step.label}
        </span>
        {step.detail && (
          <span className="tf-message-detail">
            <Breakable text={step.detail} />
          </span>
        )}
        {step.decision !== undefined && <span className="tf-entry-verdict">Azure RBAC: {step.decision}</span>}
      </span>
    </button>
  );
}
