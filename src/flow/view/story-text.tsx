import type { Step } from '../model/story.ts';
import { spokenOutcome } from '../words/outcome.ts';

/** The story as a numbered list: for those who read rather than look, and always on paper. */
export function StoryText({ steps, shown }: { steps: readonly Step[]; shown: boolean }) {
  return (
    <section className="tf-text" hidden={!shown} aria-label="The run as text">
      <ol>
        {steps.map((step) => (
          <li key={step.id}>
            {step.sentence}
            {spokenOutcome(step.kind, step.outcome)}
          </li>
        ))}
      </ol>
    </section>
  );
}
