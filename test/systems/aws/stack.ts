import { tmpdir } from 'node:os';
import { App, TerraformStack } from 'cdktf';
import {
  Cluster,
  Duration,
  GitHubRef,
  GitHubRepository,
  GitHubWorkflowIdentity,
  ImageRepository,
} from '../../../lib/model';
import { type RetentionProps } from '../../../lib/systems/aws';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
export const IMAGE = ImageRepository.ecr({ account: ACCOUNT, region: REGION, name: 'order-service' });
export const REPOSITORY = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
export const RETENTION: RetentionProps = { buildsPerDay: 20, promotedWithin: Duration.days(7), rollbacks: 10 };
export const OIDC_ID = 'ABCDEF0123456789ABCDEF0123456789';
export const CLUSTER = Cluster.eks({ name: 'production', account: ACCOUNT, region: REGION, oidcId: OIDC_ID });
export const BUILD = GitHubWorkflowIdentity.of({
  repository: REPOSITORY,
  file: '.github/workflows/build.yaml',
  refs: [GitHubRef.branch('main')],
});

/** An app makes its output folder at once; these are never written, so it gets one that exists. */
export function app(): App {
  return new App({ outdir: tmpdir(), stackTraces: false });
}

/** A team's own stack, with nothing of slipway in it. */
export function plainStack(): TerraformStack {
  return new TerraformStack(app(), 'registry');
}

/** The resources of a stack without the comments of cdktf: type → name → body. */
export function resourcesOf(stack: TerraformStack): Record<string, Record<string, Record<string, unknown>>> {
  const { resource = {} } = stack.toTerraform() as { resource?: Record<string, Record<string, object>> };
  return Object.fromEntries(
    Object.entries(resource).map(([type, named]) => [
      type,
      Object.fromEntries(Object.entries(named).map(([name, body]) => [name, { ...body, '//': undefined }])),
    ]),
  );
}

/** An attribute that holds JSON. */
export function json(text: unknown): unknown {
  return JSON.parse(String(text));
}
