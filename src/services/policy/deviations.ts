import type { Deviation } from '#kernel/deviation.ts';

/** Where Azure Policy differs from Azure's, or where no public source settled what Azure does. */
export const deviations: readonly Deviation[] = [
  {
    id: 'policy-rule-language',
    title: 'What a rule may say',
    azure: 'Some twenty comparisons, count, arrays, functions of templates, thousands of aliases and a dozen effects.',
    ours: 'equals, in, like, contains, exists, less and greater with their opposites, allOf, anyOf and not; about name, type, location, kind, id, tags, the type of the identity and about thirty aliases; parameters, field, concat, toLower, toUpper, resourceGroup and subscription; deny, audit, disabled and modify. A definition that says anything else is answered as not simulated.',
    why: 'A part of a rule that was passed over would let through what it forbids.',
  },
  {
    id: 'policy-built-ins',
    title: 'Built-in definitions',
    azure: 'Thousands, and initiatives that join them.',
    ours: 'Seven definitions by their own ids and rules, no initiative.',
    why: 'They are those that a lesson about identities needs.',
  },
  {
    id: 'policy-at-once',
    title: 'Policies count at once',
    azure: 'A new assignment takes up to 30 minutes to be evaluated, compliance is scanned once a day.',
    ours: 'It counts with the next request, and states are worked out when they are asked for.',
    why: 'There is nothing to be learnt from that wait.',
  },
  {
    id: 'policy-modify-on-write',
    title: 'modify changes nothing by itself',
    azure: 'It also changes every new write on its way in.',
    ours: 'Only a remediation changes anything; a write stays as it was sent.',
    why: 'What a learner sent and what is stored stay the same; the lesson is the identity of the remediation.',
  },
  {
    id: 'policy-remediation',
    title: 'Remediations end at once',
    azure: 'They run for minutes, one deployment for each resource; a share of failures is tolerated.',
    ours: 'The answer says Accepted and the next look shows the end; one failed resource makes it Failed, and the error is the refusal that the request met.',
    why: 'The refusal is what is to be read.',
  },
  {
    id: 'policy-remediation-tags',
    title: 'How a remediation writes tags',
    azure: 'Through a deployment; which permission it takes for tags alone is not written in full.',
    ours: 'Through Microsoft.Resources/tags, as the identity of the assignment; everything else by an update of the resource.',
    why: 'Contributor and Tag Contributor, which the built-in definitions and the documents name, both hold it.',
  },
  {
    id: 'policy-indexed',
    title: 'Which resources mode Indexed means',
    azure: 'Types that support tags and a location.',
    ours: 'Resources that have a location.',
    why: 'Here they are the same ones.',
  },
  {
    id: 'policy-merge',
    title: 'What a change is judged by',
    azure: 'The resource as its provider says that it would be.',
    ours: 'A PUT by its body, a PATCH by the resource with the body merged in.',
    why: 'A policy is asked before the provider.',
  },
  {
    id: 'policy-error-codes',
    title: 'Codes and sentences that were not seen in a trace',
    azure:
      'UndefinedPolicyParameter, InvalidPolicyRule, a value of the wrong type, a definition in use, a change of a built-in definition, a remediation that has nothing to change; RemediationNotFound.',
    ours: 'The sentences listed in errors.ts.',
    why: 'Clients act on the status.',
  },
  {
    id: 'policy-start',
    title: 'Policies do not hold for the lab itself',
    azure: 'They hold for everybody.',
    ours: "Not for the platform's own work nor for what a lab's start arranges.",
    why: 'Both ask no permission either.',
  },
];
