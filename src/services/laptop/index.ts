import * as z from 'zod/mini';
import { defineOperation, defineSurface, type Service } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, put } from '#kernel/result.ts';

const table = 'laptops';

/** A session on a laptop; table `laptops`, key its id. */
interface LaptopRow {
  id: string;
  environment: Record<string, string>;
}

const surface = defineSurface({
  name: 'laptop',
  title: "A developer's machine",
  match: ({ host, protocol }, view) =>
    host === 'laptop.example' && protocol === 'https' ? { params: {}, tenantId: tenantIdOf(view) } : undefined,
  badBody: (message) => ({ status: 400, code: 'BadRequest', message }),
  render: ({ status, code, message }) => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: { code, message } }),
  }),
});

const open = defineOperation({
  action: 'laptop/sessions/open',
  title: 'Open a session on a laptop',
  surface: 'laptop',
  plane: 'none',
  method: 'POST',
  path: '/sessions',
  body: z.nullish(z.looseObject({ environment: z.nullish(z.record(z.string(), z.string())) })),
  handle(ctx, { body }) {
    const id = `/laptops/${ctx.newId('laptop', '')}`;
    const row: LaptopRow = { id, environment: body?.environment ?? {} };
    return ok({
      status: 201,
      body: { id },
      changes: [put(table, id, row)],
      effects: [{ kind: 'open-session', host: id }],
    });
  },
});

/** A developer's machine: a host without an identity and without an endpoint for one. */
export const laptop: Service = {
  namespace: 'laptop',
  surfaces: [surface],
  operations: [open],
  environment: (view, host) => view.get<LaptopRow>(table, host)?.environment,
};
