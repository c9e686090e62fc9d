import { type TerraformResource, fieldText } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { keep, lifecycle } from './examples';

const repository = { aws_ecr_repository: { 'order-service': { name: 'order-service' } } };

export const lifecycleMissing: Rule = {
  id: 'ECR004',
  severity: 'advice',
  title: 'a repository keeps every image for ever',
  why: 'storage is paid for each layer, and at the quota for images in a repository the next push fails',
  repair: 'give the repository a lifecycle policy',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
  good: { terraform: { ...repository, ...lifecycle([keep(1, 'sha-*', 200)]).terraform } },
  bad: { terraform: repository },
  check: ({ terraform }) => {
    const governed = new Set(terraform.resources('aws_ecr_lifecycle_policy').map(governs));
    return terraform
      .resources('aws_ecr_repository')
      .filter(
        ({ stack, name, body }) => ![name, body['name']].some((one) => governed.has(`${stack}/${fieldText(one)}`)),
      )
      .map((resource) =>
        problem(resource, 'no lifecycle policy speaks of this repository', 'add an aws_ecr_lifecycle_policy'),
      );
  },
};

/** The repository's name, or, where it is a reference, its name inside Terraform. */
function governs({ stack, body }: TerraformResource): string {
  const repository = fieldText(body['repository']);
  return `${stack}/${/^\$\{aws_ecr_repository\.([\w-]+)(?:\[[^\]]*\])?\.\w+\}$/.exec(repository)?.[1] ?? repository}`;
}
