import { Empty } from '../../kit/empty.tsx';
import { usePortal } from '../../shell/context.ts';

/** What somebody without any role sees. */
export function NoSubscription() {
  const { api } = usePortal();
  return (
    <Empty title="You see no subscription">
      {`No role lets ${api.account.displayName} read anything here, so the subscription and what is in it stay out of sight.`}
    </Empty>
  );
}
