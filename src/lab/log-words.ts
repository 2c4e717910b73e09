import { hour, minute } from '#kernel/clock.ts';
import { parseUrl } from '#kernel/http.ts';
import { isGuid } from '#kernel/ids.ts';
import { parseResourceId } from '#kernel/scope.ts';
import type { Happened } from '#tenant/edge/edge.ts';
import type { LogItem } from './session-client.ts';

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** `10 minutes`, `1 hour 30 minutes`, `45 seconds`. */
export function durationInWords(ms: number): string {
  const hours = Math.floor(ms / hour);
  const minutes = Math.floor((ms % hour) / minute);
  const seconds = Math.round((ms % minute) / 1000);
  if (hours >= 48) return plural(Math.round(hours / 24), 'day');
  return [
    hours && plural(hours, 'hour'),
    minutes && plural(minutes, 'minute'),
    !hours && seconds && plural(seconds, 'second'),
  ]
    .filter(Boolean)
    .join(' ');
}

const hostNames: [RegExp, (found: RegExpExecArray) => string][] = [
  [/^management\.azure\.com$/, () => 'Azure Resource Manager'],
  [/^graph\.microsoft\.com$/, () => 'Microsoft Graph'],
  [/^login\.microsoftonline\.com$/, () => 'Entra ID'],
  [/^([\w-]+)\.vault\.azure\.net$/, ([, name = '']) => name],
  [/^([\w-]+)\.azurewebsites\.net$/, ([, name = '']) => name],
  [/^([\w-]+)\.[^/]*azurecontainerapps\.io$/, ([, name = '']) => name],
  [
    /^([\w-]+)\.(?:blob\.core\.windows\.net|queue\.core\.windows\.net|servicebus\.windows\.net|database\.windows\.net|azconfig\.io|azurecr\.io)$/,
    ([, name = '']) => name,
  ],
  [/\.logic\.azure\.com$/, () => 'Logic Apps'],
  [/^api\.larkpost\.example$/, () => 'Larkpost'],
  [/^169\.254\.169\.254$/, () => 'metadata service'],
  [/^(?:localhost|127\.0\.0\.1):40342$/, () => 'Arc agent'],
  [/^files\.localhost$/, () => 'a file on the host'],
  [/^api\.github\.com$|\.actions\.githubusercontent\.com$/, () => 'GitHub'],
  [/^(.+)-[0-9a-f]{8}\.hcp\.\w+\.azmk8s\.io$/, ([, name = '']) => name],
  [/\.oic\.prod-aks\.azure\.com$/, () => 'issuer of the cluster'],
  [/^laptop\.example$/, () => 'laptop'],
  [/^169\.254\.|^(?:localhost|127\.0\.0\.1):\d+$/, () => 'identity endpoint'],
];

/** Who is asked, as a learner would say it. */
export function targetInWords(url: string): string {
  const host = parseUrl(url)?.host ?? '';
  for (const [pattern, words] of hostNames) {
    const found = pattern.exec(host);
    if (found) return words(found);
  }
  return host || url.slice(0, 60);
}

const codeOf = (body: string): string | undefined => {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: string; innererror?: { code?: string } } | string };
    if (typeof error === 'string') return error;
    return error?.innererror?.code ?? error?.code;
  } catch {
    return undefined;
  }
};

/** The name of the thing that a request was about: nothing for a collection, a bare id or a place without names. */
function objectInWords(url: string): string {
  const path = parseUrl(url)?.path ?? '/';
  const names = parseResourceId(path)?.segments ?? path.split('/').filter(Boolean);
  const name = names.length % 2 === 0 ? (names.at(-1) ?? '') : '';
  return isGuid(name) ? '' : name;
}

interface Speaker {
  /** Display name of a user by object id. */
  nameOfUser(objectId: string): string | undefined;
  nameOfHost(entry: number): string;
  hostOf(entry: number): LogItem['host'];
  inEffect(seq: number): boolean;
}

/** An entry in plain words, for the log tail. */
export function logItem(happened: Happened, speaker: Speaker): LogItem {
  const { entry, sent, answered, trace, cause, refused } = happened;
  const { seq, at, input } = entry;
  const item: LogItem = {
    seq,
    kind: input.kind,
    at,
    from: 'You',
    to: '',
    summary: '',
    outcome: 'note',
    inEffect: speaker.inEffect(seq),
  };
  switch (input.kind) {
    case 'start':
      return { ...item, from: 'Lab', summary: 'The lab begins' };
    case 'sign-in':
      return refused
        ? { ...item, to: 'Entra ID', summary: `Sign-in as ${input.user} refused`, outcome: 'refused' }
        : { ...item, to: 'Entra ID', summary: `Signed in as ${input.user}`, outcome: 'ok' };
    case 'clock':
      return { ...item, to: 'Clock', summary: `Clock moved on by ${durationInWords(input.by)}` };
    case 'undo':
      return {
        ...item,
        summary: input.target === 0 ? 'The start of the lab again' : `The state after entry ${input.target} again`,
      };
    case 'hint':
      return { ...item, summary: `Hint ${input.step} for ${input.check}` };
    case 'answer':
      return { ...item, summary: `Quiz ${input.quiz} answered` };
    case 'request':
  }
  const request = sent ?? input.request;
  const status = answered?.status ?? 0;
  const outcome = status === 0 ? 'unreachable' : status >= 400 ? 'refused' : 'ok';
  const code = status >= 400 && answered ? codeOf(answered.body) : undefined;
  const caller = trace?.caller?.token;
  const from =
    cause === undefined ? ((caller && speaker.nameOfUser(caller.claims.oid)) ?? 'You') : speaker.nameOfHost(cause);
  const host = cause === undefined ? undefined : speaker.hostOf(cause);
  const object = objectInWords(request.url);
  const title = trace?.title ?? `${request.method} ${parseUrl(request.url)?.path ?? request.url}`;
  return {
    ...item,
    from,
    to: targetInWords(request.url),
    summary:
      trace?.title && object && !title.toLowerCase().includes(object.toLowerCase()) ? `${title} · ${object}` : title,
    status,
    outcome,
    ...(code && { code }),
    method: request.method,
    url: request.url,
    ...(cause !== undefined && { cause }),
    ...(host && { host }),
  };
}
