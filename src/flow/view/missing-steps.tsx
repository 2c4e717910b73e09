import { Button } from '@fluentui/react-components';
import { LightbulbRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { stepTitles, type ThreeSteps } from '../words/missing.ts';

const order = ['what', 'where', 'idea'] as const;

/** Help that is opened one step at a time, so that nobody is told more than they want to know. */
export function MissingSteps({ steps }: { steps: ThreeSteps }) {
  const [open, setOpen] = useState(0);
  const next = order[open];
  return (
    <section className="tf-missing" aria-label="What is missing">
      <h3>What is missing</h3>
      <ol aria-live="polite">
        {order.slice(0, open).map((step) => (
          <li key={step}>
            <strong>{stepTitles[step]}</strong>
            <p>{steps[step]}</p>
          </li>
        ))}
      </ol>
      {next && (
        <Button size="small" icon={<LightbulbRegular />} onClick={() => setOpen(open + 1)}>
          {stepTitles[next]} ({open + 1} of {order.length})
        </Button>
      )}
    </section>
  );
}
