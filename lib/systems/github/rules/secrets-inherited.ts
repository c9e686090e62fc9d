import { type Rule } from '../../../audit';
import { actionName } from '../reading/uses';
import { jobs } from './examples';
import { atJob, eachJob } from './places';

const call = (secrets: string): string =>
  `build:\n  permissions: { contents: read }\n  uses: docker/github-builder/.github/workflows/build.yml@58cb9f5b71b1836d6f690c1e95effdeb9b98cb8a # v1.17.0\n  secrets: ${secrets}\n`;

export const secretsInherited: Rule = {
  id: 'GHA072',
  severity: 'warning',
  title: "all secrets are handed to somebody else's workflow",
  why: 'it gets also those that it does not need, and those that are made next year',
  repair: 'name the secrets that it takes',
  reference:
    'https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows#passing-inputs-and-secrets-to-a-reusable-workflow',
  good: jobs(call("{ registry-token: '${{ secrets.REGISTRY_TOKEN }}' }")),
  bad: jobs(call('inherit')),
  check: (assembly) =>
    eachJob(assembly, (job) => {
      const { uses } = job;
      if (uses?.kind !== 'repository' || job.secrets !== 'inherit') return [];
      if (job.file.source.repository.toLowerCase().startsWith(`${uses.owner}/`)) return [];
      return [
        atJob(
          job,
          'secrets',
          `${actionName(uses)} gets every secret of the repository`,
          'name the secrets that it takes',
        ),
      ];
    }),
};
