import { fieldText } from '../../../assembly';
import { problem, type Rule } from '../../../audit';

const repository = (body: object): Rule['good'] => ({
  terraform: { aws_ecr_repository: { 'order-service': { name: 'order-service', ...body } } },
});

export const tagMutable: Rule = {
  id: 'ECR001',
  severity: 'warning',
  title: 'the tags of a repository can be moved',
  why: 'whoever may push can give a known tag another content, and what was scanned, signed or deployed by that tag is no longer what it names',
  repair: 'set image_tag_mutability to IMMUTABLE, with an exclusion filter for a tag that has to move',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
  good: repository({ image_tag_mutability: 'IMMUTABLE' }),
  bad: repository({ image_tag_mutability: 'MUTABLE' }),
  check: ({ terraform }) =>
    terraform
      .resources('aws_ecr_repository')
      .filter(({ body }) => fieldText(body['image_tag_mutability'] ?? 'MUTABLE').startsWith('MUTABLE'))
      .map((resource) =>
        problem(
          resource,
          'a pushed tag can be moved to another image',
          'set image_tag_mutability to IMMUTABLE',
          'image_tag_mutability',
        ),
      ),
};
