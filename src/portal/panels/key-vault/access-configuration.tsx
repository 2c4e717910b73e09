import { useState } from 'react';
import { Button, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { at } from '../../api/arm.ts';
import { Confirm } from '../../kit/confirm.tsx';
import { valueAt } from '../../kit/facts.ts';
import { useShared } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { resource as to } from '../../shell/route.ts';
import { useDeed } from '../../shell/use-deed.ts';
import type { PanelProps } from '../resources/panel.tsx';

/** Who decides about the data plane: role assignments, or the vault's own policies. */
export function AccessConfiguration({ resource, blade }: PanelProps) {
  const shared = useShared();
  const { go } = usePortal();
  const deed = useDeed();
  const current = valueAt(resource, 'properties.enableRbacAuthorization') === true ? 'rbac' : 'policy';
  const [wanted, setWanted] = useState<string>();
  const [asked, setAsked] = useState(false);
  const shown = wanted ?? current;
  const apply = async () => {
    const body = { properties: { enableRbacAuthorization: shown === 'rbac' } };
    const answer = await deed(
      'arm',
      { method: 'PATCH', path: at(resource.id, blade.apiVersion), body },
      {
        done: `Updated the permission model of '${resource.name}'`,
        failed: `Failed to update the permission model of '${resource.name}'`,
        detail: 'The other model counts for nothing from now on.',
      },
    );
    if (answer.ok) setWanted(undefined);
  };
  return (
    <>
      <p className={shared.says}>
        Configure your options on providing access to this key vault. To access a key vault in data plane, all callers
        must have proper authentication and authorization.
      </p>
      <Field label="Permission model">
        <RadioGroup value={shown} onChange={(_, { value }) => setWanted(value)}>
          <Radio value="rbac" label="Azure role-based access control (recommended)" />
          <Radio value="policy" label="Vault access policy" />
        </RadioGroup>
      </Field>
      <div className={shared.row}>
        <Button appearance="primary" disabled={shown === current} onClick={() => setAsked(true)}>
          Apply
        </Button>
        <Button disabled={shown === current} onClick={() => setWanted(undefined)}>
          Discard changes
        </Button>
        <Button appearance="subtle" onClick={() => go(to(resource.id, 'iam'))}>
          Go to access control (IAM)
        </Button>
      </div>
      {asked && (
        <Confirm
          title="Change the permission model"
          yes="Yes"
          onYes={() => void apply()}
          onClose={() => setAsked(false)}
        >
          Everyone who reads this vault by the present model is shut out at once, unless the other model lets them in.
        </Confirm>
      )}
    </>
  );
}
