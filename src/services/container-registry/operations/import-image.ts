import type { RequiresInput } from '#kernel/define.ts';
import type { Requirement } from '#kernel/decision.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type * as z from 'zod/mini';
import { importInvalid, tagExists } from '../errors.ts';
import * as model from '../models.ts';

const action = `${model.registryType}/importImage/action`;
const mediaType = 'application/vnd.oci.image.manifest.v1+json';

/** A manifest that stands for an image from outside: nothing of it is fetched, its layers are names. */
function manifestOf(source: string): string {
  const layer = model.digestOf(`layer of ${source}`);
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: model.digestOf(source), size: 1469 };
  const layers = [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: layer, size: 2_811_478 }];
  return JSON.stringify({ schemaVersion: 2, mediaType, config, layers });
}

/** Whoever imports from another registry of the tenant must be allowed to pull there. */
function requires({ params, body }: RequiresInput): Requirement {
  const own = { action, scope: model.registries.idOf(params), plane: 'control' as const };
  const from = (body as { source?: { resourceId?: unknown } } | undefined)?.source?.resourceId;
  if (typeof from !== 'string') return own;
  return { allOf: [own, { action: `${model.registryType}/pull/read`, scope: from, plane: 'control', linked: true }] };
}

/** How an image comes into a registry without a push: also at the start of a lab. */
export const importImage = model.registries.on({
  action,
  title: 'Import image',
  method: 'POST',
  below: '/importImage',
  body: model.Import,
  requires,
  handle(ctx, { body }, registry) {
    const { source, targetTags, mode } = body as z.infer<typeof model.Import>;
    const origin = source.resourceId ? model.registryById(ctx.view, source.resourceId) : undefined;
    const found = origin && model.findImage(ctx.view, origin.id, source.sourceImage);
    if (source.resourceId && !found)
      return refuse(importInvalid(`The image ${source.sourceImage} was not found in the source registry.`));
    const manifest = found?.manifest ?? manifestOf(`${source.registryUri ?? 'docker.io'}/${source.sourceImage}`);
    const targets = (targetTags?.length ? targetTags : [source.sourceImage]).map((target) => {
      const [repository = '', tag = 'latest'] = target.split(/[:@]/);
      return { repository, tag };
    });
    const wrong = targets.find(
      ({ repository, tag }) => !/^[a-z0-9][a-z0-9._/-]*$/.test(repository) || !/^\w[\w.-]*$/.test(tag),
    );
    if (wrong) return refuse(importInvalid(`The target tag ${wrong.repository}:${wrong.tag} is not valid.`));
    const held = targets.find(({ repository, tag }) => model.findImage(ctx.view, registry.id, `${repository}:${tag}`));
    if (held && mode !== 'Force') return refuse(tagExists(`${held.repository}:${held.tag}`));
    const common = { registry: idKey(registry.id), manifest, mediaType: found?.mediaType ?? mediaType };
    const made = { ...common, digest: model.digestOf(manifest), createdAt: ctx.now };
    return ok({
      status: 200,
      changes: targets.map((target) =>
        put(model.table.images, model.imageKey(registry.id, target.repository, target.tag), { ...made, ...target }),
      ),
    });
  },
});
