import { useState } from 'react';
import { Field, Input } from '@fluentui/react-components';
import { Modal } from '../../kit/modal.tsx';

export interface Edited {
  name: string;
  value: string;
  isNew: boolean;
}

interface EditSettingProps {
  edited: Edited;
  /** Names in use. */
  taken: string[];
  onApply(name: string, value: string): void;
  onClose(): void;
}

/** Add/Edit application setting. */
export function EditSetting({ edited, taken, onApply, onClose }: EditSettingProps) {
  const [name, setName] = useState(edited.name);
  const [value, setValue] = useState(edited.value);
  const fault = edited.isNew ? nameFault(name, taken) : undefined;
  const apply = () => {
    onApply(name, value);
    onClose();
  };
  return (
    <Modal
      title={edited.isNew ? 'Add application setting' : 'Edit application setting'}
      action={{ title: 'Apply', disabled: name === '' || fault !== undefined }}
      close="Discard"
      onAction={apply}
      onClose={onClose}
    >
      <Field label="Name" required {...(fault && { validationMessage: fault })}>
        <Input value={name} readOnly={!edited.isNew} autoComplete="off" onChange={(_, data) => setName(data.value)} />
      </Field>
      <Field label="Value">
        <Input value={value} autoComplete="off" onChange={(_, data) => setValue(data.value)} />
      </Field>
    </Modal>
  );
}

/** What is wrong with the name of a new setting. */
export function nameFault(name: string, taken: string[]): string | undefined {
  if (name === '') return undefined;
  if (!/^[A-Za-z0-9_.:-]+$/.test(name)) return 'Letters, digits, periods, underscores, colons and hyphens only.';
  if (taken.some((one) => one.toLowerCase() === name.toLowerCase())) return 'A setting of that name exists already.';
  return undefined;
}
