import { hour, minute, second } from '#kernel/clock.ts';

/**
 * How long tokens last, in one place. Sources: "Configurable token lifetimes in the Microsoft identity platform"
 * (60 to 90 minutes, by chance) and "Managed identities for Azure resources FAQ" (a token is kept for about a day).
 */
export const lifetimes = {
  /** A person's access token: from this to `userMost`. */
  userLeast: 60 * minute,
  userMost: 90 * minute,
  managedIdentity: 24 * hour,
  /** A federated credential reaches the token endpoint between these: "some minutes" by the documentation. */
  federationLeast: 1 * minute,
  federationMost: 5 * minute,
  /** Resource Manager's copy of the directory knows a new object between these. */
  replicationLeast: 5 * second,
  replicationMost: 60 * second,
  /** Tokens of the simulated issuers: a job of GitHub Actions, a service account of Kubernetes. */
  githubAssertion: 5 * minute,
  kubernetesAssertion: 1 * hour,
  /** Entra dates a token back by this, against clocks that differ. */
  datedBack: 5 * minute,
  /** The platform replaces a kept token when less than this is left of it. */
  renewBefore: 5 * minute,
};
