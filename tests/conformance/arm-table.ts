import type { TokenCredential } from '@azure/core-auth';
import { afterAll, describe, expect, it } from 'vitest';
import { Outcomes } from './outcomes.ts';
import { credentialOf, fixedToken, lastWords, refusalOf, type Exchange } from './transport.ts';
import { idOf, type World } from './world.ts';

/** One operation of a client of Resource Manager: what works, and what the object of it refuses. */
export interface ArmOperation<Client> {
  operation: string;
  works(client: Client): PromiseLike<unknown>;
  object(client: Client): PromiseLike<unknown>;
  /** Status and code with which `object` is refused; a text where it finds nothing to do, and why that is right. */
  refusal: readonly [statusCode: number, code: string] | string;
  /** It shows what the caller may read, be it nothing, and refuses nobody. */
  filters?: boolean;
}

interface Tried<Client> {
  /** The client's package and class. */
  title: string;
  world(): World;
  client(credential: TokenCredential): Client;
  operations: readonly ArmOperation<Client>[];
  /** What the client received, where the sentence of a refusal shall name who asked and an action that begins so. */
  says?: { seen: Exchange[]; action: string };
}

/**
 * Tries each operation four ways, in order: without a role, with a token for another audience, as the owner, and on an
 * object that is not there or takes it not. Prints what was seen; leaves no cell empty.
 */
export function tryArmOperations<Client>({ title, world, client, operations, says }: Tried<Client>): void {
  const outcomes = new Outcomes(title, ['works', 'not allowed', 'wrong audience', 'object']);
  afterAll(() => console.log(outcomes.print()));
  const owner = () => client(credentialOf(world(), 'owner'));

  describe.each(operations.map((one) => [one.operation, one] as const))(
    '%s',
    (operation, { works, object, refusal, filters }) => {
      it('is refused to whom no role allows it, or shows nothing', async () => {
        const nobody = client(credentialOf(world(), 'nobody'));
        if (filters) {
          expect(await works(nobody)).toEqual([]);
          return outcomes.saw(operation, 'not allowed', 'ok: shows nothing');
        }
        const refused = await refusalOf(async () => works(nobody));
        outcomes.saw(operation, 'not allowed', refused);
        expect(refused).toMatchObject({ name: 'RestError', statusCode: 403, code: 'AuthorizationFailed' });
        // The client puts a sentence of its own in the place of the service's where it pages.
        if (says)
          expect(lastWords(says.seen).message).toContain(
            `The client 'nobody@contoso.onmicrosoft.com' with object id '${idOf('nobody')}' does not have authorization to perform action '${says.action}`,
          );
      });

      it('is refused with a token for a vault', async () => {
        const token = fixedToken(await world().tokenOf('owner', 'https://vault.azure.net/.default'));
        const refused = await refusalOf(async () => works(client(token)));
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
        const refused = await refusalOf(async () => object(owner()));
        outcomes.saw(operation, 'object', refused);
        expect(refused).toMatchObject({ statusCode: refusal[0], code: refusal[1] });
      });
    },
  );

  it('leaves no cell of the table empty', () => {
    expect(outcomes.empty()).toEqual([]);
  });
}
