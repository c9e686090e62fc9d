import { problem, type Rule } from '../../../audit';
import { asMap, pipelinesOf } from '../reading/pipelines';
import { ci } from './examples';

const CHILD = `
sign:
  id_tokens:
    SIGSTORE_ID_TOKEN: { aud: sigstore }
  script: [cosign sign --yes "$IMAGE"]
`;

export const signingInChild: Rule = {
  id: 'GLC015',
  severity: 'error',
  title: 'a job of a child pipeline signs without a key',
  why: 'the token of a child pipeline does not say which file it comes from, and Fulcio refuses it: nothing is signed',
  repair: 'sign in the pipeline that starts the child',
  reference: 'https://docs.gitlab.com/ci/yaml/signing_examples/#known-issues',
  good: ci(CHILD),
  bad: ci('images:\n  trigger:\n    include: .gitlab/images.yml\n', { '.gitlab/images.yml': CHILD }),
  check: (assembly) => {
    const pipelines = pipelinesOf(assembly);
    const started = new Set(
      pipelines.flatMap(({ jobs, document }) =>
        jobs.flatMap((job) => childrenOf(job.field('trigger')?.value).map((path) => `${document.repository}\0${path}`)),
      ),
    );
    return pipelines
      .filter(({ document }) => started.has(`${document.repository}\0${document.path}`))
      .flatMap(({ jobs }) => jobs)
      .filter((job) => Object.values(job.idTokens).flat().includes('sigstore'))
      .map((job) =>
        problem(job.place(job.field('id_tokens')), 'Fulcio takes no token of a child pipeline', 'sign in the parent'),
      );
  },
};

function childrenOf(trigger: unknown): readonly string[] {
  const include: unknown = asMap(trigger)['include'];
  const list: readonly unknown[] = Array.isArray(include) ? include : [include];
  return list
    .map((one) => (typeof one === 'string' ? one : asMap(one)['local']))
    .filter((path): path is string => typeof path === 'string')
    .map((path) => path.replace(/^\//, ''));
}
