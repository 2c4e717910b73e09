import type { ComponentType } from 'react';
import { Frame } from '../../kit/frame.tsx';
import { useSplit } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { ResourceMenu } from '../resources/resource-menu.tsx';
import { AppRegistrations } from './app-registrations.tsx';
import { EnterpriseApplications } from './enterprise-applications.tsx';
import { Groups } from './groups.tsx';
import { sections, type Section } from './sections.ts';
import { SignIns } from './sign-ins.tsx';
import { Users } from './users.tsx';

const panels: Record<Section, ComponentType> = {
  users: Users,
  groups: Groups,
  'enterprise-applications': EnterpriseApplications,
  'app-registrations': AppRegistrations,
  'sign-ins': SignIns,
};

/** Microsoft Entra ID: who there is, and who has signed in. */
export function Directory({ panel }: { panel: Section }) {
  const split = useSplit();
  const { go } = usePortal();
  const Named = panels[panel];
  const entry = sections.find((one) => one.panel === panel);
  return (
    <Frame
      id={`directory ${panel}`}
      icon="directory"
      title="Microsoft Entra ID"
      {...(entry && { part: entry.title })}
      subtitle="Directory"
    >
      <div className={split.split}>
        <ResourceMenu
          label="Directory menu"
          entries={sections}
          open={entry}
          onOpen={(to) => go({ at: 'directory', panel: to.panel })}
        />
        <div className={split.panel}>
          <Named />
        </div>
      </div>
    </Frame>
  );
}
