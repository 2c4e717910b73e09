import type { Az } from '../../context.ts';
import { ServiceError } from '../../errors.ts';
import { derivedGuid } from '../../derived-guid.ts';
import { assignRole } from './assign.ts';

const RETRIES = 36;

/** Assigns a role to an identity that is just made, and tries again every five seconds while the directory does not know it. */
export async function assignRetrying(
  az: Az,
  wanted: { scope: string; roleDefinitionId: string; principalId: string },
): Promise<void> {
  const name = derivedGuid(
    'host role',
    wanted.scope,
    wanted.roleDefinitionId,
    wanted.principalId,
    `${await az.host.now()}`,
  );
  for (let tried = 1; ; tried += 1) {
    try {
      await assignRole(az, { ...wanted, name });
      return;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (error.message.includes('role assignment already exists')) return;
      if (tried > RETRIES || !error.message.includes(' does not exist in the directory ')) throw error;
      await az.host.wait(5000);
      az.warn(`Retrying role assignment creation: ${tried}/${RETRIES}`);
    }
  }
}
