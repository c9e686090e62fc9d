import { fieldText } from '../../../assembly';
import { problem, type Rule } from '../../../audit';

const repository = (body: object): Rule['good'] => ({
  terraform: { aws_ecr_repository: { 'order-service': { name: 'order-service', ...body } } },
});

export const deletedWithImages: Rule = {
  id: 'ECR070',
  severity: 'warning',
  title: 'a repository may be deleted with the images in it',
  why: 'a renamed resource or a destroyed stack takes every release along: what runs cannot be pulled again, and there is nothing to roll back to',
  repair: 'leave force_delete at false: Terraform then refuses while there are images',
  reference: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecr_repository',
  good: repository({ force_delete: false }),
  bad: repository({ force_delete: true }),
  check: ({ terraform }) =>
    terraform
      .resources('aws_ecr_repository')
      .filter(({ body }) => fieldText(body['force_delete']) === 'true')
      .map((resource) =>
        problem(resource, 'its images are deleted with it', 'set force_delete to false', 'force_delete'),
      ),
};
