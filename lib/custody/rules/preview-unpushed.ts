import { type Assembly, type Manifest } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { buildsImage } from '../../systems/github/reading/action-facts';
import { fieldsOf, listOf } from '../../systems/github/reading/field';
import { pushesOn } from '../../systems/github/reading/image-work';
import { OWN_REQUEST, jobRunsOn, runsOn } from '../../systems/github/reading/reach';
import { type GitHubJob, isGitHubJob } from '../github-jobs';
import { type Push, pushesOf } from '../pushes';
import { IMAGE, example } from './examples';
import { WORKFLOW, release } from './job-examples';

const applicationSet = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'ApplicationSet',
  metadata: { name: 'previews', namespace: 'argocd' },
  spec: {
    goTemplate: true,
    generators: [{ pullRequest: { github: { owner: 'acme', repo: 'example', labels: ['preview'] } } }],
    template: {
      metadata: { name: 'order-service-{{ .number }}' },
      spec: {
        project: 'previews',
        source: {
          repoURL: 'https://github.com/acme/example.git',
          path: 'deploy',
          kustomize: { images: [`${IMAGE}:sha-{{ .head_sha }}`] },
        },
        destination: { name: 'previews', namespace: 'order-service-{{ .number }}' },
      },
    },
  },
};

export const previewUnpushed: Rule = {
  id: 'CUS021',
  severity: 'error',
  title: 'pull requests get a preview, and their image is never pushed',
  why: 'the workflow builds the image of a pull request to test it, and keeps it: the pods of every preview wait for an image that is in no registry',
  repair:
    'push the image of pull requests too, from branches of the repository itself, under the tag that the preview names',
  reference: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Pull-Request/',
  good: {
    ...example(applicationSet),
    files: { [WORKFLOW]: release({ on: '{ push: { branches: [main] }, pull_request: { branches: [main] } }' }) },
  },
  bad: { ...example(applicationSet), files: { [WORKFLOW]: release() } },
  check: (assembly) =>
    assembly.manifests.ofKinds('argoproj.io/ApplicationSet').flatMap((manifest) => judge(assembly, manifest)),
};

function judge(assembly: Assembly, manifest: Manifest): Problem[] {
  const spec = fieldsOf(Reflect.get(manifest.object, 'spec'));
  const sources = listOf(spec['generators']).flatMap((one) => {
    const { owner, repo } = fieldsOf(fieldsOf(fieldsOf(one)['pullRequest'])['github']);
    return typeof owner === 'string' && typeof repo === 'string' ? [`${owner}/${repo}`.toLowerCase()] : [];
  });
  const [source] = sources;
  if (source === undefined || sources.length > 1) return [];
  return [...new Set(imagesOf(spec['template']))].flatMap((image) => {
    const pushes = pushesOf(assembly).to(image);
    const [first] = pushes;
    if (!first || pushes.some((push) => mayPushRequests(push, source))) return [];
    return problem(
      manifest,
      `it runs a preview of each pull request of ${source} with its own tag of ${image} → ${pipelineOf(first)} pushes that image, and on pull requests nothing does → the pods of every preview find no image`,
      'push the image of pull requests too',
      'spec.template',
    );
  });
}

/** The repositories of images whose tag comes from the pull request. */
function imagesOf(template: unknown): readonly string[] {
  const text = JSON.stringify(template ?? {});
  const named = text.matchAll(/([\w.-]+(?::\d+)?(?:\/[\w.-]+)+):[\w.-]*\{\{\s*\.?(?:head_\w+|number|branch_slug)\b/g);
  return [...named].map(([, image = '']) => image);
}

/** Whether a push may be of a pull request's image, as far as is seen: a push by somebody else may always. */
function mayPushRequests({ by, at }: Push, source: string): boolean {
  if (!isGitHubJob(by)) return true;
  const { run, job } = by;
  const started = run.started;
  if (started?.source.repository.toLowerCase() !== source) return true;
  if (!started.on.has('pull_request')) return !isOfMergedOnly(started.on);
  const step = job.steps.find((one) => at.path === one.path || at.path?.startsWith(`${one.path}.`) === true);
  if (!step || run.callers.some((caller) => jobRunsOn(caller, OWN_REQUEST) === false)) return step === undefined;
  if (runsOn(step, OWN_REQUEST) === false) return false;
  return !buildsImage(step) || pushesOn(step, OWN_REQUEST) !== false;
}

/** Whether a workflow starts with pushes of branches and tags that are named, and with nothing else. */
function isOfMergedOnly({ all }: GitHubJob['run']['file']['on']): boolean {
  return all.every(({ event, branches, tags }) => {
    const refs = [...branches, ...tags];
    return event === 'push' && refs.length > 0 && !refs.some((ref) => ref === '*' || ref === '**');
  });
}

function pipelineOf({ by }: Push): string {
  return by.kind === 'job' ? by.pipeline : 'a pipeline';
}
