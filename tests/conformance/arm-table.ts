import type { TokenCredential } from '@azure/core-auth';
import { afterAll, describe, expect, it } from 'vitest';
import { Outcomes } from './outcomes.ts';
import { credentialOf, fixedToken, refusalOf } from './transport.ts';
import type { World } from './world.ts';

/** One operation of a client of Resource Manager: what works, and what the object of it refuses. */
export interface ArmOperation<Client> {
  operation: string;
  works(client: Client): Promise<unknown>;
  object(client: Client): Promise<unknown>;
  /** Status and code with which `object` is refused; a text where it finds nothing to do, and why that is right. */
  refusal: readonly [statusCode: number, code: string] | string;
}

interface Tried<Client> {
  /** The client's package and class. */
  title: string;
  world(): World;
  client(credential: TokenCredential): Client;
  operations: readonly ArmOperation<Client>[];
}

/**
 * Tries each operation four ways, in order: without a role, with a token for another audience, as the owner, and on an
 * object that is not there or takes it not. Prints what was seen; leaves no cell empty.
 */
export function tryArmOperations<Client>({ title, world, client, operations }: Tried<Client>): void {
  const outcomes = new Outcomes(title, ['works', 'not allowed', 'wrong audience', 'object']);
  afterAll(() => console.log(outcomes.print()));
  const owner = () => client(credentialOf(world(), 'owner'));

  describe.each(operations.map((one) => [one.operation, one] as const))(
    '%s',
    (operation, { works, object, refusal }) => {
      it('is refused to whom no role allows it', async () => {
        const refused = await refusalOf(() => works(client(credentialOf(world(), 'nobody'))));
        outcomes.saw(operation, 'not allowed', refused);
        expect(refused).toMatchObject({ name: 'RestError', statusCode: 403, code: 'AuthorizationFailed' });
      });

      it('is refused with a token for a vault', async () => {
        const token = fixedToken(await world().tokenOf('owner', 'https://vault.azure.net/.default'));
        const refused = await refusalOf(() => works(client(token)));
        outcomes.saw(operation, 'wrong audience', refused);
        expect(refused).toMatchObject({ statusCode: 401, code: 'InvalidAuthenticationTokenAudience' });
      });

      it('works', async () => {
        await works(owner());
        outcomes.saw(operation, 'works', 'ok');
      });

      it('is refused by the object, or finds that there is nothing to do', async () => {
        if (typeof refusal === 'string') {
          await object(owner());
          return outcomes.saw(operation, 'object', refusal);
        }
        const refused = await refusalOf(() => object(owner()));
        outcomes.saw(operation, 'object', refused);
        expect(refused).toMatchObject({ statusCode: refusal[0], code: refusal[1] });
      });
    },
  );

  it('leaves no cell of the table empty', () => {
    expect(outcomes.empty()).toEqual([]);
  });
}
