import { expect, it } from 'vitest';
import { idOf } from '../conformance/world.ts';
import { asText } from './fault.ts';
import { principalOf, propagation, Scene, systemAssigned } from './scene.ts';
import { asOwner, asSite, furnishSql, serverId } from './sql-scene.ts';

/** Source: "Microsoft Entra service principals with Azure SQL": the server asks the directory by its own identity. */
it('an application makes users from the directory once the identity of the server has Directory Readers', async () => {
  const scene = await Scene.open();
  await furnishSql(scene);
  const server = await scene.make('PATCH', serverId, { identity: systemAssigned });
  await scene.wait(propagation);
  const serverIdentity = principalOf(await scene.make('GET', serverId));
  expect(server).toBeDefined();
  await scene.site('web', systemAssigned);
  await scene.site('worker', systemAssigned);
  await scene.wait(propagation);
  await asOwner(scene, 'CREATE USER [web] FROM EXTERNAL PROVIDER; ALTER ROLE db_owner ADD MEMBER [web]');

  const makes = (name: string) => asSite(scene, 'web', `CREATE USER [${name}] FROM EXTERNAL PROVIDER`);
  expect(asText(await makes('worker'))).toMatch(/37353.*Directory Readers permission/s);
  // Azure roles say nothing in the directory.
  await scene.grant(serverIdentity, 'Owner', serverId);
  await scene.wait(propagation);
  expect(asText(await makes('worker'))).toMatch(/37353/);

  const roles = await scene.makeGraph(
    'GET',
    "/roleManagement/directory/roleDefinitions?$filter=displayName eq 'Directory Readers'",
  );
  const [{ id: roleDefinitionId } = { id: '' }] = roles['value'] as { id: string }[];
  const wanted = { principalId: serverIdentity, roleDefinitionId, directoryScopeId: '/' };
  const assignments = '/roleManagement/directory/roleAssignments';
  expect((await scene.graph('POST', assignments, wanted, 'nobody')).status).toBe(403);
  const made = await scene.makeGraph('POST', assignments, wanted);
  expect(asText(await makes('worker'))).toMatch(/^200 /);
  expect(asText(await makes('reader@contoso.onmicrosoft.com'))).toMatch(/^200 /);
  expect(asText(await asSite(scene, 'worker', 'SELECT USER_NAME()'))).toMatch(/^200 .*worker/);

  await scene.makeGraph('DELETE', `${assignments}/${String(made['id'])}`);
  const nobody = await scene.makeGraph('GET', `/users/${idOf('nobody')}`);
  expect(asText(await makes(String(nobody['userPrincipalName'])))).toMatch(/37353/);
});
