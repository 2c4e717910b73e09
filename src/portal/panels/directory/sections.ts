/** The parts of the directory, as its menu lists them. */
export const sections = [
  { panel: 'users', title: 'Users', group: 'Manage' },
  { panel: 'groups', title: 'Groups', group: 'Manage' },
  { panel: 'enterprise-applications', title: 'Enterprise applications', group: 'Manage' },
  { panel: 'app-registrations', title: 'App registrations', group: 'Manage' },
  { panel: 'sign-ins', title: 'Sign-in logs', group: 'Monitoring' },
] as const;
export type Section = (typeof sections)[number]['panel'];
