import { afterAll, describe, expect, it } from 'vitest';
import type { TokenCredential } from '@azure/core-auth';
import { Outcomes } from './outcomes.ts';
import { credentialOf, fixedToken, httpClientOver, lastWords, refusalOf, type Exchange } from './transport.ts';
import { idOf, type Person, type World } from './world.ts';

/** One operation of a client: how it works, what refuses it, and what somebody without any role is answered. */
export interface OperationCase<Client> {
  operation: string;
  works(client: Client): PromiseLike<unknown>;
  /** Asked by the owner, who is refused by what is there. */
  object(client: Client): PromiseLike<unknown>;
  /** Status and code, or why nothing refuses it. */
  refusal: [number, string] | string;
  /** Why somebody without any role is not refused: everybody may ask, or is shown nothing. */
  open?: string;
}

/** Tries every operation of a client as the owner, as nobody and with a token for something else; prints what was seen. */
export function tryEach<Client>(
  title: string,
  worldNow: () => World,
  create: (credential: TokenCredential, options: { httpClient: ReturnType<typeof httpClientOver> }) => Client,
  cases: OperationCase<Client>[],
): void {
  const outcomes = new Outcomes(title, ['works', 'not allowed', 'wrong audience', 'object']);
  const seen: Exchange[] = [];
  const over = () => ({ httpClient: httpClientOver(worldNow().client.send, seen) });
  const clientOf = (person: Person): Client => create(credentialOf(worldNow(), person), over());
  afterAll(() => {
    console.log(outcomes.print());
  });

  describe.each(cases)('$operation', ({ operation, works, object, refusal, open }) => {
    it('to whom no role allows it', async () => {
      if (open !== undefined) {
        await works(clientOf('nobody'));
        outcomes.saw(operation, 'not allowed', `ok: ${open}`);
        return;
      }
      const refused = await refusalOf(async () => works(clientOf('nobody')));
      outcomes.saw(operation, 'not allowed', refused);
      expect(refused).toMatchObject({ statusCode: 403, code: 'AuthorizationFailed' });
      expect(lastWords(seen).message).toContain(
        `The client 'nobody@contoso.onmicrosoft.com' with object id '${idOf('nobody')}' does not have authorization`,
      );
    });

    it('with a token for a vault', async () => {
      const token = fixedToken(await worldNow().tokenOf('owner', 'https://vault.azure.net/.default'));
      const refused = await refusalOf(async () => works(create(token, over())));
      outcomes.saw(operation, 'wrong audience', refused);
      expect(refused).toMatchObject({ statusCode: 401, code: 'InvalidAuthenticationTokenAudience' });
    });

    it('by the owner', async () => {
      await works(clientOf('owner'));
      outcomes.saw(operation, 'works', 'ok');
    });

    it('refused by the object', async () => {
      if (typeof refusal === 'string') {
        await object(clientOf('owner'));
        outcomes.saw(operation, 'object', `ok: ${refusal}`);
        return;
      }
      const [statusCode, code] = refusal;
      const refused = await refusalOf(async () => object(clientOf('owner')));
      outcomes.saw(operation, 'object', refused);
      expect(refused).toMatchObject({ statusCode, code });
    });
  });

  it('leaves no cell of the table empty', () => {
    expect(outcomes.empty()).toEqual([]);
  });
}
