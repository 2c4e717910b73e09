import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { BotRegular } from '@fluentui/react-icons/svg/bot';
import { FingerprintRegular } from '@fluentui/react-icons/svg/fingerprint';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { PersonRegular } from '@fluentui/react-icons/svg/person';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import type { Principal } from '../../api/graph.ts';
import { useShared } from '../../kit/styles.ts';

const useStyles = makeStyles({
  cell: { display: 'inline-flex', gap: '8px', alignItems: 'flex-start', minWidth: 0, textAlign: 'left' },
  icon: { flexShrink: 0, color: tokens.colorNeutralForeground2, paddingTop: '2px' },
  detail: { display: 'block', fontWeight: tokens.fontWeightRegular },
});

/** The icon that goes with it. */
export function PrincipalIcon({ principal }: { principal: Principal | undefined }) {
  if (!principal) return <QuestionCircleRegular fontSize={16} aria-hidden="true" />;
  if (principal.managedIdentity) return <FingerprintRegular fontSize={16} aria-hidden="true" />;
  const Icon = { User: PersonRegular, Group: PeopleRegular, ServicePrincipal: BotRegular }[principal.type];
  return <Icon fontSize={16} aria-hidden="true" />;
}

/** A principal in a table. `id` is shown where nobody is known by it: then the identity is gone. */
export function PrincipalCell({
  principal,
  id,
  named,
}: {
  principal: Principal | undefined;
  id: string;
  named: boolean;
}) {
  const styles = useStyles();
  const shared = useShared();
  const title = principal?.displayName ?? (named ? 'Identity not found' : id);
  const detail = principal ? principal.detail : named ? id : 'You may not read the directory';
  return (
    <span className={styles.cell}>
      <span className={styles.icon}>
        <PrincipalIcon principal={principal} />
      </span>
      <span className={shared.anywhere}>
        {title}
        <span className={mergeClasses(styles.detail, shared.small, shared.muted)}>{detail}</span>
      </span>
    </span>
  );
}
