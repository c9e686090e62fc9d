import { App, Chart } from 'cdk8s';
import { ImageDigest, ImageRepository, PinnedImage } from '../../../../lib/model';
import { Param, Pipeline, Workspace } from '../../../../lib/systems/tekton';
import {
  AttestImage,
  BuildImage,
  GitClone,
  GoTest,
  PromoteImage,
  RegistryAuth,
  ScanImage,
  Signer,
  SignImage,
  TektonChains,
} from '../../../../lib/systems/tekton/tasks';
import { auth, cluster, gitops, repository } from './rendered';

// What must not compile where ready tasks are used. `npm run typecheck` fails when one of these programs is accepted;
// none of them runs. Each stands beside a program that does compile and differs from it in one thing.

const chart = new Chart(new App(), 'ci');
const signer = Signer.awsKms('arn:aws:kms:eu-west-1:111122223333:key/0123');
const promotion = { service: 'order-service', environment: 'staging', repository, gitops, folder: 'promoted' };

export const pipeline = () => {
  const build = new BuildImage(chart, 'build', { repository, auth });
  const elsewhere = new BuildImage(chart, 'elsewhere', { repository, auth: RegistryAuth.dockerConfig() });
  const scan = new ScanImage(chart, 'scan', { auth });
  const sign = new SignImage(chart, 'sign', { auth, signer });
  const promote = new PromoteImage(chart, 'promote', promotion);
  const goTest = new GoTest(chart, 'test');
  return new Pipeline(chart, 'ci', {
    name: 'ci',
    params: { url: Param.string(), tag: Param.string() },
    workspaces: { source: Workspace.required(), credentials: Workspace.credentials() },
    tasks: ({ params, workspaces: { source, credentials } }) => {
      const clone = GitClone.run('clone', { params, workspaces: { output: source } });
      const { commit } = clone.results;
      const built = build.run('build', { params: { commit }, workspaces: { source } });
      const image = built.results.IMAGE_REF;
      const scanned = scan.run('scan', { params: { image }, workspaces: { reports: source } });
      const signed = sign.run('sign', { params: { image: scanned.results.scanned } });
      promote.run('promote', { params: { image: signed.results.signed, commit }, workspaces: { git: credentials } });
      elsewhere.run('elsewhere', { params: { commit }, workspaces: { source, registry: credentials } });
      goTest.run('test', { workspaces: { source } });

      // @ts-expect-error the URL of a clone is required
      GitClone.run('clone', { workspaces: { output: source } });
      // @ts-expect-error git-clone 1.7.0 has no such param
      GitClone.run('clone', { params: { url: params.url, branch: 'main' }, workspaces: { output: source } });
      // @ts-expect-error a deploy key is no volume
      GitClone.run('clone', { params, workspaces: { output: source, 'ssh-directory': source } });
      // @ts-expect-error the commit of a build is required
      build.run('build', { workspaces: { source } });
      // @ts-expect-error a build has no such result
      sign.run('sign', { params: { image: built.results.IMAGE } });
      // @ts-expect-error a docker configuration is required
      elsewhere.run('elsewhere', { params: { commit }, workspaces: { source } });
      // @ts-expect-error with the role of the pod there is none
      build.run('build', { params: { commit }, workspaces: { source, registry: credentials } });
      // @ts-expect-error an address without digest is no image
      scan.run('scan', { params: { image: built.results.IMAGE_URL }, workspaces: { reports: source } });
      // @ts-expect-error a tag is no image
      sign.run('sign', { params: { image: params.tag } });
      // @ts-expect-error a digest alone is no image
      sign.run('sign', { params: { image: built.results.IMAGE_DIGEST } });
      // @ts-expect-error a text is no image
      sign.run('sign', { params: { image: 'registry.example/order-service:latest' } });
      // @ts-expect-error credentials are required to promote
      promote.run('promote', { params: { image, commit } });
      // @ts-expect-error tests have no params
      goTest.run('test', { params: { packages: './...' }, workspaces: { source } });
      return { tasks: [clone, built, scanned, signed] };
    },
  });
};

export const props = () => {
  const digest = ImageDigest.of('sha256:');
  // @ts-expect-error where the image is pushed must be said
  new BuildImage(chart, 'build', { auth });
  // @ts-expect-error how one gets in must be said
  new BuildImage(chart, 'build', { repository });
  // @ts-expect-error an address is no repository
  new BuildImage(chart, 'build', { repository: 'ghcr.io/acme/order-service', auth });
  // @ts-expect-error ECR is known by its repository, not by a region
  RegistryAuth.ecr('eu-west-1');
  // @ts-expect-error Tekton Chains needs no task
  new SignImage(chart, 'sign', { auth, signer: new TektonChains({ cluster }) });
  // @ts-expect-error a statement has a type that policies know
  new AttestImage(chart, 'attest', { auth, signer, statement: { file: 'sbom.json', type: 'spdxjson' } });
  // @ts-expect-error there is no such severity
  new ScanImage(chart, 'scan', { auth, failOn: 'severe' });
  // @ts-expect-error the namespace says who signs
  Signer.keyless({ cluster, serviceAccount: 'signer' });
  // @ts-expect-error an address is no repository
  new PromoteImage(chart, 'promote', { ...promotion, repository: 'ghcr.io/acme/order-service' });
  return [digest, ImageRepository, PinnedImage];
};

test('is checked by the compiler', () => {
  expect([pipeline, props]).toHaveLength(2);
});
