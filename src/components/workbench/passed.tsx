import type { LabSessionClient } from '#lab/session-client.ts';
import { HandIn } from './hand-in.tsx';

/** All tasks are done: said calmly, with what can come next. */
export function Passed({ client, labId }: { client: LabSessionClient; labId: string }) {
  return (
    <div className="passed">
      <p>
        <strong>All tasks are done.</strong> Well worked. Look around as long as you like; what you change is checked
        again.
      </p>
      <HandIn client={client} labId={labId} primary />
    </div>
  );
}
