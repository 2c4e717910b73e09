import type { Deviation } from '#kernel/deviation.ts';

/** Where Logic Apps differs from Azure, or where no public source settles what Azure does. */
export const deviations: Deviation[] = [
  {
    id: 'logic-app-definition',
    title: 'What a workflow may hold',
    azure: 'Any trigger and action, conditions, loops, variables, expressions, connectors.',
    ours: 'One Request or Recurrence trigger, HTTP actions one after another on success, a Response at the end. Everything else is NotSimulated when it is saved, by name. No schedule runs: a Recurrence is run by hand. A Request trigger is called with POST.',
    why: 'The requests that the workflow sends as its identity are what the lesson is about.',
  },
  {
    id: 'logic-app-identity-kinds',
    title: 'Both kinds of identity at once',
    azure:
      'For long a Consumption workflow had either its system-assigned identity or user-assigned ones; since 2026 some report that both are taken.',
    ours: 'One kind at a time; both are refused with a sentence of our own.',
    why: 'It is what the documentation has said.',
  },
  {
    id: 'logic-app-endpoint',
    title: 'How a run gets its token',
    azure: 'The service behind the workflow asks Entra ID; no endpoint is visible.',
    ours: 'Each authenticated action shows a request to an inside endpoint, http://127.0.0.1:41564/msi/token, in the form that App Service has. Tokens are as fresh as there.',
    why: 'The learner should see that the token comes first.',
  },
  {
    id: 'logic-app-errors',
    title: 'Codes and errors of runs',
    azure:
      'An HTTP action that failed shows the status by name and its answer behind a link; a lacking identity is refused with words that we know in part, some of it when the workflow is saved.',
    ours: 'The status by name, with the answer’s code and sentence as error. A workflow without the identity that an action names is saved, and fails in its run. A network that fails is BadGateway. There are no links to inputs and outputs, and no retries.',
    why: 'The reason should stand where the learner looks.',
  },
  {
    id: 'logic-app-callback',
    title: 'Callback addresses',
    azure: 'Signed with an access key that can be regenerated; how they are refused is known in part.',
    ours: 'A signature of our own form in the same place, without an end. A wrong one is 401 AuthorizationFailed, one for a disabled workflow 404. IP restrictions, OAuth policies and new keys are NotSimulated. A call whose run fails before its Response gets 502 NoResponse, and below it the step that stopped it.',
    why: 'No source for the signature.',
  },
  {
    id: 'logic-app-runs',
    title: 'Runs',
    azure: 'They take their time; their history is cleared after 90 days; they can be cancelled and sent again.',
    ours: 'A run is over before the next request, and stays. Versions, trigger histories, cancelling and sending again are NotSimulated.',
    why: 'Waiting teaches nothing here.',
  },
  {
    id: 'logic-app-words',
    title: 'Words of refusals',
    azure:
      'Codes and sentences for names, missing definitions and unknown triggers are not all settled by public sources.',
    ours: 'Our own where they are not.',
    why: 'No source.',
  },
];
