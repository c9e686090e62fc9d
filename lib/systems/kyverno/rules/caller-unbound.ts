import { parse } from 'yaml';
import { type RepositoryFiles } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';
import { criteriaOf } from '../identity-criteria';
import { expressionsOf } from '../image-validating-policy-verification';
import { ISSUER, SIGNED, imagePolicy, keyless, objects } from './examples';

const FILE = '.github/workflows/build.yaml';
const CALLED = `https://github.com/acme/example/${FILE}@refs/heads/main`;

export const callerUnbound: Rule = {
  id: 'KYV020',
  severity: 'warning',
  title: 'a reusable workflow is trusted, whoever calls it',
  why: 'its certificate names the workflow and not the repository that called it: where others can read the workflow they can call it, and what it builds for them is signed by the same name',
  repair:
    'ask the SLSA provenance for the calling repository: give the identity calledFrom in SigningIdentity.certificate',
  good: example(
    `${SIGNED} && images.containers.all(image, extractPayload(image, attestations.provenance).predicate.buildDefinition.externalParameters.workflow.repository == 'https://github.com/acme/order-service')`,
  ),
  bad: example(SIGNED),
  check: ({ manifests, files }) => {
    const reusable = reusableWorkflows(files);
    const bound = new Set<object>(
      manifests
        .of('policies.kyverno.io/ImageValidatingPolicy')
        .filter(({ object }) =>
          expressionsOf(object.spec).some((cel) => cel.includes('externalParameters.workflow.repository')),
        )
        .map(({ object }) => object),
    );
    return criteriaOf(manifests)
      .filter(({ criteria }) => reusable.has((criteria.subject ?? '').replace(/@[^@]*$/, '')))
      .filter(({ manifest, extensions = {} }) => !bound.has(manifest.object) && !extensions['githubWorkflowRepository'])
      .map(({ manifest, criteria, path }) =>
        problem(
          manifest,
          `${criteria.subject ?? ''} is a reusable workflow, and the policy does not ask which repository called it`,
          "compare the provenance's buildDefinition.externalParameters.workflow.repository with the service's repository",
          path,
        ),
      );
  },
};

/** The workflows of the assembly that others may call, as a certificate names them, without the ref. */
function reusableWorkflows(files: RepositoryFiles): ReadonlySet<string> {
  const workflows = files.all.filter(
    ({ path, content }) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) && isCallable(content),
  );
  return new Set(workflows.map(({ repository, path }) => `https://github.com/${repository}/${path}`));
}

function isCallable(content: string): boolean {
  if (!content.includes('workflow_call')) return false;
  const { on } = parse(content) as { readonly on?: unknown };
  if (on === 'workflow_call') return true;
  return (
    typeof on === 'object' && on !== null && (Array.isArray(on) ? on.includes('workflow_call') : 'workflow_call' in on)
  );
}

function example(expression: string): Example {
  const attestors = [keyless({ issuer: ISSUER, subject: CALLED })];
  const attestations = ['https://sigstore.dev/cosign/sign/v1', 'https://slsa.dev/provenance/v1'].map((type, i) => ({
    name: ['signature', 'provenance'][i] ?? '',
    intoto: { type },
  }));
  return {
    ...objects(imagePolicy({ attestors, attestations, validations: [{ expression }] })),
    files: { [FILE]: 'on:\n  workflow_call:\njobs: {}\n' },
  };
}
