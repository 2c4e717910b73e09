import * as z from 'zod/mini';
import type { Input, Operation } from '#kernel/define.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, type Refusal } from '#kernel/result.ts';
import type { View } from '#kernel/tables.ts';
import { passwordShape } from '../application-shape.ts';
import { graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import { contextOf } from '../graph-shapes.ts';
import type { ApplicationRow, AppPrincipalRow, PasswordRow } from '../models.ts';
import { secretHash, secretOf } from '../secret.ts';
import { findApplication } from './applications.ts';
import { graphOperation } from './graph-operation.ts';

/** Without an end a secret lasts two years. */
const lifetimeYears = 2;

const moment = z.nullish(z.iso.datetime({ offset: true }));
const NewPassword = z.looseObject({
  passwordCredential: z.nullish(
    z.looseObject({
      displayName: z.nullish(z.string().check(z.maxLength(128))),
      startDateTime: moment,
      endDateTime: moment,
    }),
  ),
});

const yearsLater = (at: number, years: number): number => {
  const date = new Date(at);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.getTime();
};

/** Where a kind of object keeps its secrets, and which action changes them. */
interface Kept {
  title: string;
  action: string;
  at: 'application' | 'servicePrincipal';
  find(view: View, id: string): ApplicationRow | AppPrincipalRow | undefined;
}

const kinds: readonly Kept[] = [
  {
    title: 'client secret',
    action: 'microsoft.directory/applications/credentials/update',
    at: 'application',
    find: findApplication,
  },
  {
    title: 'client secret of service principal',
    action: 'microsoft.directory/servicePrincipals/credentials/update',
    at: 'servicePrincipal',
    find: (view, id) => view.get<AppPrincipalRow>('servicePrincipals', id.toLowerCase()),
  },
];

/** What a managed identity proves itself with is the platform's. */
const isIdentity = (owner: ApplicationRow | AppPrincipalRow): boolean =>
  'servicePrincipalType' in owner && owner.servicePrincipalType === 'ManagedIdentity';

const notHere = ({ url }: Input): Refusal =>
  notSimulated({ method: 'POST', url: `https://graph.microsoft.com${url.path}` });

/** A new secret; the answer is the only one that shows it. Source: "application: addPassword", "servicePrincipal: addPassword". */
const addPassword = ({ title, action, at, find }: Kept): Operation =>
  graphOperation<z.infer<typeof NewPassword>>({
    action,
    title: `Add ${title}`,
    method: 'POST',
    path: `/v1.0/${at}s/{id}/addPassword`,
    at,
    body: NewPassword,
    handle(ctx, input) {
      const { body, params } = input;
      const owner = find(ctx.view, params['id'] ?? '');
      if (!owner) return refuse(errors.notFound(params['id'] ?? ''));
      if (isIdentity(owner)) return refuse(notHere(input));
      const { displayName, startDateTime, endDateTime } = body.passwordCredential ?? {};
      const startsAt = startDateTime ? Date.parse(startDateTime) : ctx.now;
      const endsAt = endDateTime ? Date.parse(endDateTime) : yearsLater(startsAt, lifetimeYears);
      if (!(endsAt > startsAt)) return refuse(errors.secretDates());
      const keyId = ctx.newId('password', owner.id);
      const secretText = secretOf(ctx.seed, keyId);
      const password: PasswordRow = {
        keyId,
        displayName: displayName ?? null,
        hint: secretText.slice(0, 3),
        startsAt,
        endsAt,
        hash: secretHash(secretText),
      };
      const changed = { ...owner, passwords: [...(owner.passwords ?? []), password] };
      return graphOk(
        { '@odata.context': contextOf('microsoft.graph.passwordCredential'), ...passwordShape(password), secretText },
        { changes: [put(`${at}s`, changed.id, changed)] },
      );
    },
  });

const KeyId = z.looseObject({ keyId: z.string() });

const removePassword = ({ title, action, at, find }: Kept): Operation =>
  graphOperation<z.infer<typeof KeyId>>({
    action,
    title: `Remove ${title}`,
    method: 'POST',
    path: `/v1.0/${at}s/{id}/removePassword`,
    at,
    body: KeyId,
    handle(ctx, { body: { keyId }, params }) {
      const owner = find(ctx.view, params['id'] ?? '');
      if (!owner) return refuse(errors.notFound(params['id'] ?? ''));
      const present = owner.passwords ?? [];
      const passwords = present.filter((one) => one.keyId !== keyId.toLowerCase());
      if (passwords.length === present.length) return refuse(errors.noSuchPassword(keyId));
      return ok({ status: 204, changes: [put(`${at}s`, owner.id, { ...owner, passwords })] });
    },
  });

export const applicationCredentialOperations = kinds.flatMap((kind) => [addPassword(kind), removePassword(kind)]);
