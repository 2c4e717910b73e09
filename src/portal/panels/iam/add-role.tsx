import { useEffect, useRef, useState } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Principal } from '../../api/graph.ts';
import type { RoleDefinition } from '../../api/iam.ts';
import { Body } from '../../kit/body.tsx';
import { Frame } from '../../kit/frame.tsx';
import { useShared } from '../../kit/styles.ts';
import { Tabs } from '../../kit/tabs.tsx';
import { usePortal } from '../../shell/context.ts';
import { resource as to, scopeName } from '../../shell/route.ts';
import { MembersStep, type MemberKind } from './members-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { RoleStep } from './role-step.tsx';
import { useAssign } from './use-assign.ts';

const steps = [
  ['role', 'Role'],
  ['members', 'Members'],
  ['conditions', 'Conditions'],
  ['review', 'Review + assign'],
] as const;

const useStyles = makeStyles({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    position: 'sticky',
    bottom: 0,
    padding: '8px 0',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** Add role assignment: role, members, review, in Azure's order. */
export function AddRole({ scope, member }: { scope: string; member?: Principal }) {
  const styles = useStyles();
  const shared = useShared();
  const { go, subscription } = usePortal();
  const [step, setStep] = useState<string>('role');
  const [role, setRole] = useState<RoleDefinition>();
  const [kind, setKind] = useState<MemberKind>(member?.managedIdentity ? 'managed-identity' : 'any');
  const [members, setMembers] = useState<Principal[]>(member ? [member] : []);
  const assign = useAssign(scope);
  const heading = useStepFocus(step);
  const index = steps.findIndex(([id]) => id === step);
  const last = step === 'review';
  const complete = role !== undefined && members.length > 0;
  const move = (by: number) => setStep(steps[index + by]?.[0] ?? step);
  const finish = async () => {
    if (role && (await assign.run(role, members))) go(to(scope, 'iam', 'role-assignments'));
  };
  return (
    <Frame id={`add ${scope}`} title="Add role assignment" subtitle={scopeName(scope, subscription?.displayName)}>
      <Body>
        <Tabs group="add" label="Steps" tabs={steps} open={step} onOpen={setStep}>
          <h3 ref={heading} tabIndex={-1} className={shared.heading}>
            {steps[index]?.[1]}
          </h3>
          {step === 'role' && <RoleStep scope={scope} role={role} onRole={setRole} />}
          {step === 'members' && (
            <MembersStep role={role} kind={kind} onKind={setKind} members={members} onMembers={setMembers} />
          )}
          {step === 'conditions' && (
            <p className={shared.says}>
              A condition narrows a role by what is asked for. None is set here: writing one in this form is not
              simulated. Conditions that roles and assignments carry are still decided.
            </p>
          )}
          {last && <ReviewStep scope={scope} role={role} members={members} problem={assign.problem} />}
        </Tabs>
        <div className={styles.buttons}>
          {last ? (
            <Button appearance="primary" disabled={!complete || assign.running} onClick={() => void finish()}>
              Review + assign
            </Button>
          ) : (
            <Button appearance="primary" onClick={() => move(1)}>
              Next
            </Button>
          )}
          <Button disabled={index === 0} onClick={() => move(-1)}>
            Previous
          </Button>
          <Button appearance="subtle" onClick={() => go(to(scope, 'iam'))}>
            Cancel
          </Button>
        </div>
      </Body>
    </Frame>
  );
}

/** A new step says its name: its heading takes the focus when the step changes by a button. */
function useStepFocus(step: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    // With the arrow keys one walks along the tabs: the focus stays there.
    if (document.activeElement?.getAttribute('role') !== 'tab') heading.current?.focus();
  }, [step]);
  return heading;
}
