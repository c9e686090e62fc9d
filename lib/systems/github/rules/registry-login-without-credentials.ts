import { type Rule } from '../../../audit';
import { usesAction } from '../reading/action-facts';
import { environmentOf } from '../reading/step-values';
import { AWS, ECR, workflow } from './examples';
import { atStep, eachStep } from './places';

const role = `- uses: ${AWS}\n  with: { role-to-assume: 'arn:aws:iam::111122223333:role/push', aws-region: eu-west-1 }\n`;
const permissions = '{ contents: read, id-token: write }';

export const registryLoginWithoutCredentials: Rule = {
  id: 'GHA068',
  severity: 'error',
  title: 'a job logs in to ECR without credentials of AWS',
  why: 'a runner of GitHub has none: the step fails with "Could not load credentials from any providers"',
  repair: 'assume a role first, by aws-actions/configure-aws-credentials',
  reference: 'https://github.com/aws-actions/amazon-ecr-login#usage',
  good: workflow({ permissions, steps: `${role}- uses: ${ECR}\n` }),
  bad: workflow({ permissions, steps: `- uses: ${ECR}\n` }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const { job } = step;
      if (!job || !usesAction(step, 'aws-actions/amazon-ecr-login') || step.with['registry-type'] === 'public')
        return [];
      const isHosted = job.runsOn.every((label) => /^(ubuntu|windows|macos)-(latest|\d)/.test(label));
      const known = Object.keys(environmentOf(step)).some((name) => name.startsWith('AWS_'));
      const may = job.steps
        .slice(0, step.index)
        .some((one) => one.run !== undefined || !usesAction(one, ...WITHOUT_AWS));
      if (!isHosted || known || may) return [];
      return [
        atStep(step, 'uses', `job "${job.id}" has no credentials of AWS before ${step.title}`, 'assume a role first'),
      ];
    }),
};

const WITHOUT_AWS = [
  'actions/checkout',
  'actions/setup-go',
  'actions/setup-node',
  'actions/cache',
  'actions/download-artifact',
  'actions/upload-artifact',
  'sigstore/cosign-installer',
  'docker/setup-buildx-action',
  'docker/setup-qemu-action',
];
