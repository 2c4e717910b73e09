import type { Az } from '../context.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { shape } from '../shape.ts';
import { COMPUTE_VERSION, machinePath } from './machine.ts';

/** A machine as az changes it: without its image, so that nobody asks for a permission on that. */
export async function readForUpdate(az: Az, resourceGroup: string, name: string): Promise<JsonObject> {
  const path = await machinePath(az, resourceGroup, name);
  const machine = shape('VirtualMachine', await az.arm.get(`${path}?api-version=${COMPUTE_VERSION}`));
  const { storageProfile } = machine;
  return isObject(storageProfile)
    ? { ...machine, storageProfile: { ...storageProfile, imageReference: null } }
    : machine;
}

/** Puts a machine; with `noWait` nothing is shown. */
export async function writeMachine(
  az: Az,
  { resourceGroup, name, noWait, body }: { resourceGroup: string; name: string; noWait: boolean; body: JsonObject },
): Promise<Json | undefined> {
  const path = `${await machinePath(az, resourceGroup, name)}?api-version=${COMPUTE_VERSION}`;
  if (!noWait) return shape('VirtualMachine', await az.arm.finish('PUT', path, body));
  await az.arm.call('PUT', path, body);
  return undefined;
}
