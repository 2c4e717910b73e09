import type { ComponentType } from 'react';
import type { Blade, MenuEntry } from '#kernel/blade.ts';
import type { Resource } from '../../api/arm.ts';
import { Essentials } from '../../kit/essentials.tsx';
import { useShared } from '../../kit/styles.ts';
import { ActivityLog } from '../activity-log/activity-log.tsx';
import { AppSettings } from '../app-service/app-settings.tsx';
import { Identity } from '../app-service/identity.tsx';
import { IdentityShown } from '../app-service/identity-shown.tsx';
import { Locks } from '../governance/locks.tsx';
import { Policies } from '../governance/policies.tsx';
import { Iam } from '../iam/iam.tsx';
import { AccessConfiguration } from '../key-vault/access-configuration.tsx';
import { Secrets } from '../key-vault/secrets.tsx';
import { Associated } from '../managed-identity/associated.tsx';
import { IdentityRoles } from '../managed-identity/identity-roles.tsx';
import { Children } from './children.tsx';
import { Overview } from './overview.tsx';

/** What every panel is given. */
export interface PanelProps {
  resource: Resource;
  blade: Blade;
  entry: MenuEntry;
  tab?: string;
}

/** The panels that menu entries can name. */
export const panels: Record<string, ComponentType<PanelProps>> = {
  overview: Overview,
  facts: Facts,
  children: Children,
  'activity-log': ActivityLog,
  iam: Iam,
  locks: Locks,
  policies: Policies,
  'app-settings': AppSettings,
  identity: Identity,
  'identity-shown': IdentityShown,
  secrets: Secrets,
  'access-configuration': AccessConfiguration,
  associated: Associated,
  'role-assignments': IdentityRoles,
};

/** The panel that a menu entry names. */
export function Panel(props: PanelProps) {
  const Named = panels[props.entry.panel];
  if (!Named) throw new Error(`no panel ${props.entry.panel}`);
  return <Named key={props.entry.title} {...props} />;
}

function Facts({ resource, entry }: PanelProps) {
  const shared = useShared();
  return (
    <>
      {entry.says && <p className={shared.says}>{entry.says}</p>}
      <Essentials resource={resource} facts={entry.facts ?? []} wide />
      <p className={shared.muted}>Shown, not changed: this part of the blade is read-only here.</p>
    </>
  );
}
