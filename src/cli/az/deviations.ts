import type { Deviation } from '#kernel/deviation.ts';

/** Where the simulated az differs from az 2.74, on purpose. Everything else is compared with recordings of the real one. */
export const deviations: Deviation[] = [
  {
    id: 'az-commands',
    title: 'Commands of az',
    azure: 'az 2.74 has some 5,700 commands, and extensions.',
    ours: 'Some 2,000 of them, of the groups that a lab can meet, are known with all their arguments, help and checks. Those that are not simulated say so and end with exit code 1, and so does an argument that is not. The help of a group ends with a line of ours: what the lab simulates of it.',
    why: 'A learner has to be able to tell what the lab lacks from what was mistyped.',
  },
  {
    id: 'az-extensions',
    title: 'Extensions of az',
    azure: 'az automation and az monitor log-analytics query come with extensions, which az offers to install.',
    ours: 'Both are there from the start. The help is shorter than that of the extensions.',
    why: 'Labs use them, and there is nothing to install them from.',
  },
  {
    id: 'az-login',
    title: 'az login',
    azure: 'A browser, a device code, a password, a secret or a managed identity signs in.',
    ours: '`az login -u user@domain` signs in as one of the users that the lab lists, without a password. An application signs in as in Azure, with `--tenant`, by secret, certificate (a private key in PKCS #8) or federated token, and takes the place of whoever was signed in. `--use-device-code`, `--use-cert-sn-issuer` and a service principal without `--tenant` say that they are not simulated.',
    why: 'Accounts of a lab have no passwords, and who may be signed in belongs to the lab.',
  },
  {
    id: 'az-names',
    title: 'Names that az makes up',
    azure: 'Role assignments and custom roles are named by a random GUID.',
    ours: 'The GUID follows from the scope, the principal, the role and the time.',
    why: 'The same actions must give the same tenant when they are replayed.',
  },
  {
    id: 'az-tracebacks',
    title: 'Failures of az itself',
    azure: 'Some mistakes make az print a Python traceback.',
    ours: 'Only the sentence in front of the traceback is printed.',
    why: 'The traceback would name files that are not here.',
  },
  {
    id: 'az-recommendations',
    title: 'Examples under a mistyped command',
    azure: 'A service of Microsoft recommends commands; without it az shows examples from its own help.',
    ours: 'Always the examples from the help.',
    why: 'Nothing is sent outside the page.',
  },
  {
    id: 'az-cloud',
    title: 'The clouds of az',
    azure:
      '`az cloud` knows the national clouds too and registers others; settings lie in a file, also one of a folder.',
    ours: 'The public cloud alone; settings are kept with the session, and those of a folder (`--local`) are not simulated.',
    why: 'The tenant lives in the public cloud.',
  },
  {
    id: 'az-webapp',
    title: 'az webapp create and show',
    azure: 'az reads the list of runtime stacks, and the publishing profile to show an FTP address.',
    ours: 'Neither is read. A runtime is taken as written, and there is no `ftpPublishingUrl`.',
    why: 'The tenant has no runtime stacks and nothing to publish by FTP.',
  },
  {
    id: 'az-vm-create',
    title: 'az vm create and az vmss create',
    azure:
      'az deploys a template: the machine and a network around it, with a public address, after it has looked up the image. It writes SSH keys, and recommends a cheaper region.',
    ours: 'The machine or scale set alone is put, with its image, size, sign-in, identities and role. Arguments about networks and disks are refused by name, unless they decline something, such as `--public-ip-address ""`. There are no addresses to show, `--generate-ssh-keys` writes no keys, and no region is recommended. A scale set is uniform unless told otherwise.',
    why: 'Nothing in the course depends on networks and disks, and nobody signs in by SSH here.',
  },
  {
    id: 'az-fractions',
    title: 'Whole numbers that could have fractions',
    azure: 'Cores and memory of a container group are printed with a fraction, also where it is zero: `1.0`.',
    ours: '`1`; a fraction that is not zero is printed as az prints it.',
    why: 'Numbers of a page have one kind only.',
  },
  {
    id: 'az-secret-times',
    title: 'Times of secrets',
    azure:
      'The official packages print times of a secret in ISO 8601. The recorded az, from another package, prints seconds.',
    ours: 'ISO 8601.',
    why: 'It is what most learners will meet.',
  },
  {
    id: 'az-colour',
    title: 'Colours and progress',
    azure: 'On a terminal az colours errors, jsonc and yamlc, and shows a line of progress.',
    ours: 'What az prints where it does not write to a terminal.',
    why: 'The terminal of the page colours what needs it.',
  },
];
