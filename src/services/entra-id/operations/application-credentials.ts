import * as z from 'zod/mini';
import { ok, put, refuse } from '#kernel/result.ts';
import { passwordShape } from '../application-shape.ts';
import { graphOk } from '../graph-answers.ts';
import * as errors from '../graph-errors.ts';
import { contextOf } from '../graph-shapes.ts';
import type { ApplicationRow, PasswordRow } from '../models.ts';
import { secretHash, secretOf } from '../secret.ts';
import { findApplication } from './applications.ts';
import { graphOperation } from './graph-operation.ts';

const update = 'microsoft.directory/applications/credentials/update';
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

/** A new secret; the answer is the only one that shows it. Source: "application: addPassword". */
const addPassword = graphOperation({
  action: update,
  title: 'Add client secret',
  method: 'POST',
  path: '/v1.0/applications/{id}/addPassword',
  at: 'application',
  body: NewPassword,
  handle(ctx, { body, params }) {
    const application = findApplication(ctx.view, params['id'] ?? '');
    if (!application) return refuse(errors.notFound(params['id'] ?? ''));
    const { displayName, startDateTime, endDateTime } = body.passwordCredential ?? {};
    const startsAt = startDateTime ? Date.parse(startDateTime) : ctx.now;
    const endsAt = endDateTime ? Date.parse(endDateTime) : yearsLater(startsAt, lifetimeYears);
    if (!(endsAt > startsAt)) return refuse(errors.secretDates());
    const keyId = ctx.newId('password', application.id);
    const secretText = secretOf(ctx.seed, keyId);
    const password: PasswordRow = {
      keyId,
      displayName: displayName ?? null,
      hint: secretText.slice(0, 3),
      startsAt,
      endsAt,
      hash: secretHash(secretText),
    };
    const changed: ApplicationRow = { ...application, passwords: [...application.passwords, password] };
    return graphOk(
      { '@odata.context': contextOf('microsoft.graph.passwordCredential'), ...passwordShape(password), secretText },
      { changes: [put('applications', changed.id, changed)] },
    );
  },
});

const removePassword = graphOperation({
  action: update,
  title: 'Remove client secret',
  method: 'POST',
  path: '/v1.0/applications/{id}/removePassword',
  at: 'application',
  body: z.looseObject({ keyId: z.string() }),
  handle(ctx, { body: { keyId }, params }) {
    const application = findApplication(ctx.view, params['id'] ?? '');
    if (!application) return refuse(errors.notFound(params['id'] ?? ''));
    const passwords = application.passwords.filter((one) => one.keyId !== keyId.toLowerCase());
    if (passwords.length === application.passwords.length) return refuse(errors.noSuchPassword(keyId));
    return ok({ status: 204, changes: [put('applications', application.id, { ...application, passwords })] });
  },
});

export const applicationCredentialOperations = [addPassword, removePassword];
