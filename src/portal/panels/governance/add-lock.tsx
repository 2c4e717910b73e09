import { useState } from 'react';
import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { at } from '../../api/arm.ts';
import type { Problem } from '../../api/problem.ts';
import { Modal } from '../../kit/modal.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useDeed } from '../../shell/use-deed.ts';
import { lockPath, lockVersion } from './lock-address.ts';

/** Add a lock at a scope. */
export function AddLock({ scope, onDone, onClose }: { scope: string; onDone(): void; onClose(): void }) {
  const deed = useDeed();
  const [name, setName] = useState('');
  const [level, setLevel] = useState('CanNotDelete');
  const [notes, setNotes] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const wrong = /[<>%&:\\?/]/.test(name);
  const add = async () => {
    const answer = await deed(
      'arm',
      {
        method: 'PUT',
        path: at(`${scope}${lockPath}/${encodeURIComponent(name)}`, lockVersion),
        body: { properties: { level, ...(notes && { notes }) } },
      },
      { done: `Created the lock '${name}'.`, failed: `Failed to create the lock '${name}'` },
    );
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    onClose();
    onDone();
  };
  return (
    <Modal
      title="Add lock"
      action={{ title: 'OK', disabled: name === '' || wrong }}
      onAction={() => void add()}
      onClose={onClose}
    >
      {problem && <ProblemView problem={problem} />}
      <Field
        label="Lock name"
        required
        {...(wrong && { validationMessage: 'None of the characters < > % & : \\ ? /' })}
      >
        <Input value={name} autoComplete="off" onChange={(_, data) => setName(data.value)} />
      </Field>
      <Field label="Lock type">
        <RadioGroup value={level} onChange={(_, data) => setLevel(data.value)}>
          <Radio value="CanNotDelete" label="Delete" />
          <Radio value="ReadOnly" label="Read-only" />
        </RadioGroup>
      </Field>
      <Field label="Notes">
        <Input value={notes} autoComplete="off" onChange={(_, data) => setNotes(data.value)} />
      </Field>
    </Modal>
  );
}
