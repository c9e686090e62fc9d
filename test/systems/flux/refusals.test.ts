import { SigningIdentity, TagFamily } from '../../../lib/model';
import {
  FluxAlert,
  FluxDelivery,
  FluxKustomization,
  GitRef,
  HelmRelease,
  ImagePolicy,
  ImageUpdateAutomation,
  OciRef,
  OciRepository,
  OciVerification,
  Receiver,
  ScannedImage,
} from '../../../lib/systems/flux';
import { chart, git, image, serviceAccount } from './chart';

const secret = { name: 'token' };

function automation(ref: GitRef, path: string): unknown {
  const scope = chart();
  const author = { name: 'Flux', email: 'flux@acme.dev' };
  return new ImageUpdateAutomation(scope, 'update', {
    name: 'orders',
    source: git(scope, ref),
    path,
    push: 'images',
    author,
  });
}

function release(retries: number): unknown {
  const scope = chart();
  const verify = OciVerification.key(secret);
  const oci = new OciRepository(scope, 'chart', { name: 'chart', repository: image, ref: OciRef.tag('v1'), verify });
  return new HelmRelease(scope, 'release', { name: 'orders', chart: oci, serviceAccount, retries });
}

function applied(path: string): unknown {
  const source = { kind: 'GitRepository', name: 'gitops' } as const;
  return new FluxKustomization(chart(), 'orders', { name: 'orders', source, path, serviceAccount });
}

function policy(tags: TagFamily): unknown {
  const scope = chart();
  const scanned = new ScannedImage(scope, 'scan', { name: 'orders', image });
  return new ImagePolicy(scope, 'policy', { name: 'orders', scanned, tags });
}

const folder = 'a folder as a path from the root of the';

test.each<[string, () => unknown]>([
  ['GitRef.branch: expected the name of a branch, got "HEAD"', () => GitRef.branch('HEAD')],
  ['GitRef.commit: expected 40 hex digits, got "main"', () => GitRef.commit('main')],
  ['GitRef.semver: expected a range of versions, got ""', () => GitRef.semver('')],
  ['OciRef.tag: expected a tag, got "a b"', () => OciRef.tag('a b')],
  ['OciRef.semver: expected a range of versions, got " "', () => OciRef.semver(' ')],
  [
    'OciVerification.keyless: expected a signer with a certificate, got "a key"; use OciVerification.key',
    () => OciVerification.keyless(SigningIdentity.awsKms('arn:aws:kms:eu-west-1:111122223333:key/abc')),
  ],
  [`FluxKustomization.path: expected ${folder} source, got "../dist"`, () => applied('../dist')],
  [`FluxKustomization.path: expected ${folder} source, got "./dist"`, () => applied('./dist')],
  [
    'ImagePolicy.tags: expected tags that have an order, got "tags of a commit"; use TagFamily.timed or TagFamily.release',
    () => policy(TagFamily.commit),
  ],
  [
    'ImageUpdateAutomation.source: expected a GitRepository that follows a branch, got "gitops"',
    () => automation(GitRef.commit('a'.repeat(40)), 'promoted'),
  ],
  [`ImageUpdateAutomation.path: expected ${folder} repository, got "/"`, () => automation(GitRef.branch('main'), '/')],
  ['HelmRelease.retries: expected a whole number, got -1', () => release(-1)],
  [
    'Receiver.wakes: expected at least one source, got []',
    () => new Receiver(chart(), 'r', { name: 'r', from: 'gitlab', secret, wakes: [] }),
  ],
  [
    'FluxAlert.watched: expected at least one object, got []',
    () => new FluxAlert(chart(), 'a', { name: 'a', to: 'slack', secret, watched: [] }),
  ],
])('%s', (message, build) => {
  expect(build).toThrow(new Error(message));
});

test('a migration inside the folder of its environment would be applied with everything else', () => {
  const scope = chart();
  const props = { name: 'orders', source: git(scope, GitRef.branch('main')), path: 'dist/production', serviceAccount };
  const made = (id: string, path: string) => new FluxDelivery(scope, id, { ...props, migration: { path } });
  expect(() => made('inside', 'dist/production/migration')).toThrow(
    new Error('FluxDelivery.migration: expected a folder outside of dist/production, got "dist/production/migration"'),
  );
  expect(() => made('beside', 'dist/production-migration')).not.toThrow();
});
