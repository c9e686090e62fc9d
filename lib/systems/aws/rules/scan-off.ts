import { problem, type Rule } from '../../../audit';
import { asList } from './policies';

const repository = (body: object): Rule['good'] => ({
  terraform: { aws_ecr_repository: { 'order-service': { name: 'order-service', ...body } } },
});

export const scanOff: Rule = {
  id: 'ECR002',
  severity: 'warning',
  title: 'images are not scanned when they are pushed',
  why: 'a vulnerability that is published later is not seen in an image that already runs',
  repair: 'set scan_on_push, or configure scanning for the whole registry',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html',
  good: repository({ image_scanning_configuration: { scan_on_push: true } }),
  bad: repository({}),
  check: ({ terraform }) => {
    if (terraform.resources('aws_ecr_registry_scanning_configuration').length > 0) return [];
    return terraform
      .resources('aws_ecr_repository')
      .filter(({ body }) => !asList(body['image_scanning_configuration']).some(scansOnPush))
      .map((resource) =>
        problem(
          resource,
          'images are not scanned when they are pushed',
          'set image_scanning_configuration.scan_on_push to true',
          'image_scanning_configuration',
        ),
      );
  },
};

/** An expression of Terraform may be true. */
function scansOnPush(block: object): boolean {
  const value = (block as Record<string, unknown>)['scan_on_push'];
  return value === true || (typeof value === 'string' && value !== 'false');
}
