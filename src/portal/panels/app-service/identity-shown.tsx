import { Button } from '@fluentui/react-components';
import { CopyButton } from '../../kit/copy-button.tsx';
import { Empty } from '../../kit/empty.tsx';
import { useShared } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import type { PanelProps } from '../resources/panel.tsx';
import { AttachedIdentities } from './attached-identities.tsx';
import { userAssigned } from './identity-block.ts';

/** Identity of what gets its identities when it is made, and keeps them: shown, not changed. */
export function IdentityShown({ resource, entry }: PanelProps) {
  const shared = useShared();
  const { go } = usePortal();
  const { id, name, identity } = resource;
  const principalId = identity?.principalId;
  const ids = userAssigned(identity);
  return (
    <>
      {entry.says && <p className={shared.says}>{entry.says}</p>}
      {!principalId && ids.length === 0 && (
        <Empty title="No identity">It was made without one, and proves nothing to anybody.</Empty>
      )}
      {principalId && (
        <section className={shared.stack} aria-labelledby="portal-system-identity">
          <h3 id="portal-system-identity" className={shared.heading}>
            System assigned
          </h3>
          <div>
            <span className={shared.muted}>Object (principal) ID</span>
            <div className={shared.row}>
              <span className={shared.mono}>{principalId}</span>
              <CopyButton text={principalId} what="Object (principal) ID" />
            </div>
          </div>
          <div>
            <Button onClick={() => go({ at: 'principal', id: principalId, name, from: id })}>
              Azure role assignments
            </Button>
          </div>
        </section>
      )}
      {ids.length > 0 && (
        <section className={shared.stack} aria-labelledby="portal-user-identities">
          <h3 id="portal-user-identities" className={shared.heading}>
            User assigned
          </h3>
          <AttachedIdentities identity={identity} />
        </section>
      )}
    </>
  );
}
