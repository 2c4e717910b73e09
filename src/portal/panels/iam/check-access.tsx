import { useState } from 'react';
import { Button, Field, Select } from '@fluentui/react-components';
import type { Blade } from '#kernel/blade.ts';
import { principals, type Principal } from '../../api/graph.ts';
import { Looked } from '../../kit/looked.tsx';
import { Picker } from '../../kit/picker.tsx';
import { useShared } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { scopeName } from '../../shell/route.ts';
import { useLook } from '../../shell/use-look.ts';
import { DecisionView } from './decision-view.tsx';
import { memberWords } from './identity-words.ts';
import { kindWords } from './kind-words.ts';
import { PrincipalIcon } from './principal-cell.tsx';
import { PrincipalAccess } from './principal-access.tsx';

/** Whose access it is, and whether a chosen action is allowed to them, and why. */
export function CheckAccess({ scope, blade }: { scope: string; blade: Blade }) {
  const shared = useShared();
  const { api, subscription } = usePortal();
  const [picking, setPicking] = useState(false);
  const [chosen, setChosen] = useState<Principal>();
  const everyone = useLook(picking ? 'principals' : undefined, principals);
  const mine: Principal = {
    id: api.account.objectId,
    type: 'User',
    displayName: api.account.displayName,
    detail: api.account.userPrincipalName,
    managedIdentity: false,
  };
  return (
    <>
      <p className={shared.says}>
        Review the level of access a user, group, service principal, or managed identity has to{' '}
        {scopeName(scope, subscription?.displayName)}, and ask why.
      </p>
      <div className={shared.row}>
        <Button onClick={() => setChosen(mine)}>View my access</Button>
        <Button onClick={() => setPicking(true)}>Check access</Button>
      </div>
      {chosen && (
        <section key={chosen.id} className={shared.stack} aria-label={`Access of ${chosen.displayName}`}>
          <h3 className={shared.heading}>
            <span className={shared.row}>
              <PrincipalIcon principal={chosen} />
              {chosen.displayName}
              <span className={shared.muted}>{kindWords(chosen)}</span>
            </span>
          </h3>
          <Ask principal={chosen} scope={scope} blade={blade} />
          <h4 className={shared.heading}>Role assignments that name {chosen.displayName}</h4>
          <PrincipalAccess principal={chosen} scope={scope} />
        </section>
      )}
      {picking && (
        <Looked look={everyone} what="the directory">
          {(all) => (
            <Picker
              title="Check access"
              label="Search by name"
              action="Select"
              items={all.map((one) => ({
                id: one.id,
                title: one.displayName,
                says: memberWords(one),
              }))}
              onPick={([id]) => setChosen(all.find((one) => one.id === id))}
              onClose={() => setPicking(false)}
            />
          )}
        </Looked>
      )}
    </>
  );
}

/** Whether an action is allowed: asked of the session, which decides as the front door would. */
function Ask({ principal, scope, blade }: { principal: Principal; scope: string; blade: Blade }) {
  const shared = useShared();
  const { api } = usePortal();
  const [index, setIndex] = useState(0);
  const probe = blade.probes[index];
  const { client } = api;
  const look = useLook(probe && `explain ${principal.id} ${scope} ${probe.action}`, async () => {
    const permission = { action: probe?.action ?? '', scope, plane: probe?.plane ?? 'control' } as const;
    const value = await client.explain(principal.id, permission);
    return { ok: true, status: 200, value };
  });
  if (!probe) return null;
  return (
    <div className={shared.stack}>
      <Field
        label={`May ${principal.displayName} do this?`}
        hint={`${probe.action} (${probe.plane === 'data' ? 'data action' : 'action'})`}
      >
        <Select value={String(index)} onChange={(_, { value }) => setIndex(Number(value))}>
          {blade.probes.map(({ title, action }, at) => (
            <option key={action} value={String(at)}>
              {title}
            </option>
          ))}
        </Select>
      </Field>
      <Looked look={look} what="the decision">
        {(decision) => <DecisionView decision={decision} scope={scope} who={principal.displayName} />}
      </Looked>
    </div>
  );
}
