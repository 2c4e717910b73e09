import {
  CheckmarkCircle16Filled,
  DismissCircle16Filled,
  Info16Regular,
  PlugDisconnected16Regular,
} from '@fluentui/react-icons';
import { outcomeWord, type Outcome } from '../words/outcome.ts';

const icons = {
  ok: CheckmarkCircle16Filled,
  refused: DismissCircle16Filled,
  unreachable: PlugDisconnected16Regular,
  note: Info16Regular,
} as const;

/** The sign of an outcome; its shape tells outcomes apart as its colour does. */
export function OutcomeIcon({ outcome }: { outcome: Outcome }) {
  const Icon = icons[outcome];
  return (
    <span className="tf-icon" data-outcome={outcome} aria-hidden="true">
      <Icon />
    </span>
  );
}

/** An outcome as icon and word; the word is the status where there is one. */
export function OutcomeMark({ outcome, word }: { outcome: Outcome; word?: string }) {
  return (
    <span className="tf-mark" data-outcome={outcome}>
      <OutcomeIcon outcome={outcome} />
      <span>{word ?? outcomeWord[outcome]}</span>
    </span>
  );
}
