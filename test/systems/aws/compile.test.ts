import { TagFamily } from '../../../lib/model';
import {
  CiRole,
  DeliveryStack,
  EcrEncryption,
  EcrRepository,
  PodAccess,
  PodRole,
  State,
} from '../../../lib/systems/aws';
import { ACCOUNT, CLUSTER, IMAGE, REGION, RETENTION, app, plainStack, resourcesOf } from './stack';

/** Programs that must not compile. `tsc` fails where one does; nothing here runs. */
export function refused(): void {
  const stack = plainStack();
  const tags = [TagFamily.commit, TagFamily.promoted('production')];
  const pods = { name: 'a', cluster: CLUSTER, namespace: 'ci', serviceAccount: 'builder', pushes: [IMAGE] };

  // @ts-expect-error the facts about the delivery are missing
  new EcrRepository(stack, 'a', { image: IMAGE, tags });
  // @ts-expect-error the repository is a value, not its address
  new EcrRepository(stack, 'a', { image: IMAGE.address, tags, retention: RETENTION });
  // @ts-expect-error tags are families, not texts
  new EcrRepository(stack, 'a', { image: IMAGE, tags: ['sha-*'], retention: RETENTION });
  // @ts-expect-error a time has a unit
  new EcrRepository(stack, 'a', { image: IMAGE, tags, retention: { ...RETENTION, promotedWithin: 7 } });
  // @ts-expect-error how many to keep follows from the facts
  new EcrRepository(stack, 'a', { image: IMAGE, tags, retention: { ...RETENTION, keep: 50 } });
  // @ts-expect-error encryption is a choice
  new EcrRepository(stack, 'a', { image: IMAGE, tags, retention: RETENTION, encryption: 'KMS' });
  // @ts-expect-error a key is named through its factory
  new EcrEncryption('arn:aws:kms:eu-west-1:111122223333:key/1');
  // @ts-expect-error the provider is an object, so that its account is known
  new CiRole(stack, 'a', { name: 'a', provider: 'arn:aws:iam::1:oidc-provider/x', usedBy: [], pushes: [IMAGE] });
  // @ts-expect-error who uses a role is an identity, not a subject
  new CiRole(stack, 'a', { name: 'a', provider: { account: ACCOUNT, arn: '' }, usedBy: ['repo:acme/a:*'] });
  // @ts-expect-error the ServiceAccount is missing
  new PodRole(stack, 'a', { name: 'a', cluster: CLUSTER, namespace: 'ci', pushes: [IMAGE] });
  // @ts-expect-error access is a choice
  new PodRole(stack, 'a', { ...pods, access: 'irsa' });
  // @ts-expect-error a choice is not made with new
  new PodAccess();
  // @ts-expect-error where the state is kept must be said
  new DeliveryStack(app(), 'a', { account: ACCOUNT, region: REGION });
  // @ts-expect-error a state in S3 has a key
  State.s3({ bucket: 'acme', region: REGION });
  // @ts-expect-error whole days are a Duration too
  new EcrRepository(stack, 'a', { image: IMAGE, tags, retention: { ...RETENTION, untaggedFor: '7d' } });
}

test('the programs beside the refused ones do compile, and run', () => {
  const stack = plainStack();
  new EcrRepository(stack, 'images', {
    image: IMAGE,
    tags: [TagFamily.commit, TagFamily.release],
    retention: RETENTION,
  });
  new PodRole(stack, 'builder', {
    name: 'builder',
    cluster: CLUSTER,
    namespace: 'ci',
    serviceAccount: 'builder',
    access: PodAccess.irsa,
    pushes: [IMAGE],
  });
  expect(Object.keys(resourcesOf(stack))).toEqual([
    'aws_ecr_repository',
    'aws_ecr_lifecycle_policy',
    'aws_iam_role',
    'aws_iam_role_policy',
  ]);
});
