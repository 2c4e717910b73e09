import { useState } from 'react';
import { Checkbox, Field, Input } from '@fluentui/react-components';
import type { Problem } from '../../api/problem.ts';
import { secretPath } from '../../api/vault.ts';
import { Modal } from '../../kit/modal.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useDeed } from '../../shell/use-deed.ts';

interface CreateSecretProps {
  vaultUri: string;
  /** Given for a new version of a secret that is there. */
  name?: string;
  onDone(): void;
  onClose(): void;
}

/** Create a secret, or a new version of one. */
export function CreateSecret({ vaultUri, name: fixed, onDone, onClose }: CreateSecretProps) {
  const deed = useDeed();
  const [name, setName] = useState(fixed ?? '');
  const [value, setValue] = useState('');
  const [enabled, setEnabled] = useState(true);
  const [problem, setProblem] = useState<Problem>();
  const wrong = name !== '' && !/^[0-9a-zA-Z-]{1,127}$/.test(name);
  const create = async () => {
    const body = { value, attributes: { enabled } };
    const answer = await deed(
      'vault',
      { method: 'PUT', path: secretPath(vaultUri, name), body },
      {
        done: `The secret '${name}' has been successfully created.`,
        failed: `Failed to create the secret '${name}'`,
      },
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
      title={fixed ? 'Create a new version' : 'Create a secret'}
      action={{ title: 'Create', disabled: name === '' || wrong || value === '' }}
      onAction={() => void create()}
      onClose={onClose}
    >
      {problem && <ProblemView problem={problem} />}
      <Field label="Name" required {...(wrong && { validationMessage: 'Up to 127 letters, digits and hyphens.' })}>
        <Input
          value={name}
          readOnly={fixed !== undefined}
          autoComplete="off"
          onChange={(_, data) => setName(data.value)}
        />
      </Field>
      <Field label="Secret value" required>
        <Input type="password" value={value} autoComplete="off" onChange={(_, data) => setValue(data.value)} />
      </Field>
      <Checkbox label="Enabled" checked={enabled} onChange={(_, data) => setEnabled(data.checked === true)} />
    </Modal>
  );
}
