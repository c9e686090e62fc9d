import { COMMAND, type Fault, PROSE, hidden } from '../fault';
import { NO_TEXT } from '../refusals';

export const workflowFaults: readonly Fault[] = [
  {
    fault: 'trivy-action follows master',
    of: ['ci 1'],
    rule: 'GHA020',
    at: '.github/workflows/ci.yaml:62 Workflow .github/workflows/ci.yaml jobs.ci.steps[8].uses',
  },
  {
    fault: 'actions float on their major version',
    of: ['ci 1'],
    rule: 'GHA021',
    at: '.github/workflows/ci.yaml:51 Workflow .github/workflows/ci.yaml jobs.ci.steps[7].uses',
  },
  {
    fault: 'the reusable workflow is named by main',
    of: ['ci 1'],
    rule: 'GHA022',
    at: '.github/workflows/call.yaml:8 Workflow .github/workflows/call.yaml jobs.build.uses',
  },
  {
    fault: 'the reusable workflow calls itself',
    of: ['ci 2'],
    rule: 'GHA006',
    at: '.github/workflows/reusable-build.yaml:26 Workflow .github/workflows/reusable-build.yaml jobs.build.uses',
  },
  {
    fault: 'on pull requests an image is scanned that exists nowhere',
    of: ['ci 5'],
    rule: 'GHA084',
    at: '.github/workflows/ci.yaml:64 Workflow .github/workflows/ci.yaml jobs.ci.steps[8].with.image-ref',
  },
  {
    fault: 'the tag scheme of the workflow is not that of the table: 40 digits and 7',
    of: ['ci 7'],
    undecidable: PROSE,
  },
  {
    fault: 'the repository name may have upper case, which the raw image references keep',
    of: ['ci 10'],
    rule: 'GHA094',
    at: '.github/workflows/ci.yaml:64 Workflow .github/workflows/ci.yaml jobs.ci.steps[8].with.image-ref',
  },
  {
    fault: 'type=semver never fires: no trigger on tags',
    of: ['ci 11'],
    rule: 'GHA090',
    at: '.github/workflows/ci.yaml:48 Workflow .github/workflows/ci.yaml jobs.ci.steps[6].with.tags',
  },
  {
    fault: 'the scan comes after the push',
    of: ['ci 17'],
    rule: 'GHA081',
    at: '.github/workflows/ci.yaml:64 Workflow .github/workflows/ci.yaml jobs.ci.steps[8].with.image-ref',
  },
  {
    fault: 'SARIF output drops the severity filter: any finding fails the build',
    of: ['ci 18'],
    rule: 'GHA100',
    at: '.github/workflows/ci.yaml:67 Workflow .github/workflows/ci.yaml jobs.ci.steps[8].with.severity',
  },
  {
    fault: 'upload-sarif lacks security-events: write',
    of: ['ci 19'],
    rule: 'GHA042',
    at: '.github/workflows/ci.yaml:70 Workflow .github/workflows/ci.yaml jobs.ci.steps[9].uses',
  },
  {
    fault: 'the report is uploaded also when no scan has written it',
    of: ['ci 19'],
    rule: 'GHA101',
    at: '.github/workflows/ci.yaml:71 Workflow .github/workflows/ci.yaml jobs.ci.steps[9].if',
  },
  {
    fault: 'the SBOM to attest comes from a substitution whose failure nobody sees',
    of: ['ci 22', 'trust 10'],
    rule: 'GHA114',
    at: '.github/workflows/ci.yaml:86 Workflow .github/workflows/ci.yaml jobs.ci.steps[12].run',
  },
  {
    fault: 'cosign download sbom is deprecated and does not read what BuildKit attests',
    of: ['ci 22', 'trust 10'],
    rule: 'CUS027',
    at: '.github/workflows/ci.yaml:86 Workflow .github/workflows/ci.yaml jobs.ci.steps[12].run',
  },
  {
    fault: 'a long-lived token writes the config repository',
    of: ['ci 27'],
    rule: 'GHA064',
    at: '.github/workflows/ci.yaml:99 Workflow .github/workflows/ci.yaml jobs.update-config.steps[0].with.token',
  },
  {
    fault: 'values are pasted into shell commands',
    of: ['ci 28'],
    refusal: NO_TEXT,
    rule: 'GHA061',
    at: '.github/workflows/ci.yaml:81 Workflow .github/workflows/ci.yaml jobs.ci.steps[11].run',
  },
  {
    fault: 'no time limit',
    of: ['ci 30'],
    rule: 'GHA120',
    at: '.github/workflows/ci.yaml:12 Workflow .github/workflows/ci.yaml jobs.ci',
  },
  {
    fault: 'no concurrency',
    of: ['ci 30'],
    undecidable: 'nothing is written but a pull request for each commit: GHA138 says what comes of that',
  },
  {
    fault: 'a branch per commit: old pull requests can be merged over new ones',
    of: ['ci 38'],
    rule: 'GHA138',
    at: '.github/workflows/ci.yaml:119 Workflow .github/workflows/ci.yaml jobs.update-config.steps[2].with.branch',
  },
  {
    fault: 'sed rewrites every tag in the file',
    of: ['ci 33'],
    rule: 'GHA133',
    at: '.github/workflows/ci.yaml:105 Workflow .github/workflows/ci.yaml jobs.update-config.steps[1].run',
  },
  ...hidden(COMMAND, [
    { fault: 'docker inspect reads a digest where no Docker daemon runs, and gives it with the name', of: ['ci 15'] },
    {
      fault: 'the identity to verify admits every workflow and ref of the repository',
      of: ['ci 20', 'trust 7'],
    },
  ]),
];
