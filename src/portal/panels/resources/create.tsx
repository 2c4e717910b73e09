import { useState } from 'react';
import { Button, Field, Input, Select } from '@fluentui/react-components';
import type { FormField } from '#kernel/blade.ts';
import { at, resourceGroups } from '../../api/arm.ts';
import type { Problem } from '../../api/problem.ts';
import { bladeOf } from '../../blades.ts';
import { Body } from '../../kit/body.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Frame } from '../../kit/frame.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useShared } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { resource as to } from '../../shell/route.ts';
import { useDeed } from '../../shell/use-deed.ts';
import { useLook } from '../../shell/use-look.ts';
import { faultIn, filled, locations } from './form.ts';

/** The create form of a type, as its blade declares it. */
export function CreateResource({ type, group = '' }: { type: string; group?: string }) {
  const shared = useShared();
  const { go, subscription } = usePortal();
  const deed = useDeed();
  const blade = bladeOf(type);
  const form = blade.create;
  const [values, setValues] = useState<Record<string, string>>({ group, location: '', name: '' });
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const subscriptionId = subscription?.subscriptionId ?? '';
  const groups = useLook(subscription && `groups ${subscriptionId}`, (api) => resourceGroups(api, subscriptionId));
  if (!form) return <Empty title="There is no form for this type" />;
  const all = { ...values, subscriptionId };
  const home = groups.value?.find(({ name }) => name === values['group'])?.location;
  const complete = { ...all, location: values['location'] || home || '' };
  const faults = form.fields.map((field) => faultIn(field, complete));
  const create = async () => {
    setTried(true);
    if (faults.some(Boolean)) return;
    const path = filled(form.path, complete);
    const ask = { method: 'PUT', path: at(path, blade.apiVersion), body: filled(form.body, complete) };
    const answer = await deed<{ id: string }>('arm', ask, {
      done: filled(form.done, complete),
      failed: filled(form.failed, complete),
    });
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) go(to(answer.value.id));
  };
  return (
    <Frame id={`create ${type}`} icon={blade.icon} title={form.title}>
      <Body>
        <p className={shared.says}>{form.says}</p>
        {problem && <ProblemView problem={problem} />}
        <form
          className={shared.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void create();
          }}
        >
          <Field label="Subscription">
            <Input readOnly value={subscription?.displayName ?? ''} />
          </Field>
          {form.fields.map((field, index) => (
            <Field
              key={field.name}
              label={field.label}
              required
              {...(field.rule && { hint: field.rule })}
              {...(tried && faults[index] && { validationMessage: faults[index] })}
            >
              <Control
                field={field}
                value={complete[field.name as keyof typeof complete] ?? ''}
                groups={groups.value?.map(({ name }) => name) ?? []}
                onChange={(value) => setValues({ ...values, [field.name]: value })}
              />
            </Field>
          ))}
          <p className={shared.muted}>
            Needs <span className={shared.mono}>{form.action}</span>
          </p>
          <div className={shared.row}>
            <Button type="submit" appearance="primary">
              Create
            </Button>
            <Button onClick={() => go({ at: 'list', type })}>Cancel</Button>
          </div>
        </form>
      </Body>
    </Frame>
  );
}

interface ControlProps {
  field: FormField;
  value: string;
  groups: string[];
  onChange(value: string): void;
}

/** Field hands its id and its messages to its only child, so those are passed on. */
function Control({ field, value, groups, onChange, ...fromField }: ControlProps) {
  if (field.kind === 'name') {
    return <Input {...fromField} value={value} autoComplete="off" onChange={(_, data) => onChange(data.value)} />;
  }
  const choices = field.kind === 'group' ? groups : locations;
  return (
    <Select {...fromField} value={value} onChange={(_, data) => onChange(data.value)}>
      <option value="">{field.kind === 'group' ? 'Select a resource group' : 'Select a region'}</option>
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </Select>
  );
}
