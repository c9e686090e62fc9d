import { assemblyOf, audit } from '../../lib/audit';
import { custodyRules } from '../../lib/custody';
import { lineOf, testExamples } from '../rule-examples';

const IMAGE = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/order-service';
const ARN = 'arn:aws:ecr:eu-west-1:111122223333:repository';
const PODS = 'https://kubernetes.io/namespaces';
const PIPELINE = 'pipeline order-service in example';
const TASK = (index: number): string => `PipelineRun ci/order-service- spec.pipelineSpec.tasks[${index}]`;
const RELEASE = 'workflow release.yaml of acme/example';
const JOB = 'Workflow .github/workflows/release.yaml jobs.image';
const DENIED = 'every pod of Deployment shop/order-service in example is denied';

/** What each rule says of its bad example: place, message, repair. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  CUS001: [
    `ImageValidatingPolicy images: ${PIPELINE} signs as ${PODS}/ci/serviceaccounts/sign → policy images trusts ${PODS}/builds/serviceaccounts/sign → ${DENIED}; make the policy trust who signs, or sign as whom it trusts`,
  ],
  CUS002: [
    `${TASK(1)}.taskSpec.steps[0]: ${PIPELINE} pushes ${IMAGE} and nobody signs it → policy images trusts ${PODS}/ci/serviceaccounts/sign → ${DENIED}; add a task that signs the image by digest, as whom the policy trusts`,
  ],
  CUS003: [
    `ImageValidatingPolicy images spec.attestors[1].cosign.keyless.identities[0]: it trusts ${PODS}/ci/serviceaccounts/release → nothing here signs ${IMAGE} as that → whoever runs as it can sign; trust only who signs the image`,
  ],
  CUS004: [
    `Deployment shop/order-service spec.template.spec: ${PIPELINE} signs ${IMAGE} → no policy of example verifies it in shop → Deployment shop/order-service in example runs whatever is pushed there; add an ImageTrustPolicy for the image and the namespace`,
  ],
  CUS005: [
    `${TASK(1)}.taskSpec.steps[0]: ${PIPELINE}: the task "build" pushes to ${IMAGE} → ci/build takes the role build, which may not push to ${ARN}/order-service → the push is refused; allow it in the policy of the role`,
    `${TASK(2)}.taskSpec.steps[0]: ${PIPELINE}: the task "sign" signs in ${IMAGE} → ci/sign takes the role build, which may not push to ${ARN}/order-service → the push is refused; allow it in the policy of the role`,
  ],
  CUS006: [
    `aws_eks_pod_identity_association.build: the role build may push to ${ARN}/order-service and is for ci/builder → there is no such ServiceAccount → nobody gets it; name one of build, sign`,
  ],
  CUS007: [
    `aws_eks_pod_identity_association.build: the role build of ci/build may push to ${ARN}/payments → no task that runs as it does; remove the repository from the policy of the role, or give the role the right to pull alone`,
  ],
  CUS008: [
    `aws_ecr_lifecycle_policy.images policy: ${PIPELINE} pushes ${IMAGE} as sha-… → no rule of its lifecycle policy selects such an image → it is kept for ever; add a rule for those tags`,
  ],
  CUS009: [
    `aws_ecr_lifecycle_policy.images policy: ${PIPELINE} marks ${IMAGE} as live-… → rule 2 decides about it as about any build → an image that runs is deleted; add a rule for live-* with a lower number than 2`,
  ],
  CUS010: [
    `${TASK(1)}.taskSpec.steps[0]: ${PIPELINE} pushes ${IMAGE}:latest each time → aws_ecr_repository.images is IMMUTABLE → the second run is refused; put the commit into the tag`,
  ],
  CUS011: [
    `${TASK(3)}: ${PIPELINE} scans ${IMAGE}-test:main → the task "sign" signs ${IMAGE}@… → what is let through was never scanned; take the image from the result of the scan`,
  ],
  CUS012: [
    `Deployment shop/order-service spec.template.spec: ${PIPELINE} pushes ${IMAGE} → nothing runs it → Deployment shop/order-service in example runs ${IMAGE.replace('111122223333', '444455556666')}, which nothing here pushes; run ${IMAGE}`,
  ],
  CUS013: [
    `PipelineRun ci/order-service-: ${PIPELINE} signs as ${PODS}/ci/serviceaccounts/sign → the task "build" of ${PIPELINE} runs as the same ServiceAccount → whoever changes what that runs can sign; give the signing task a ServiceAccount of its own`,
  ],
  CUS014: [
    `${TASK(2)}.taskSpec.steps[0]: ${PIPELINE} signs ${IMAGE} as ${PODS}/ci/serviceaccounts/sign of an unknown issuer → whether policy images in example admits it is open; name the cluster of example`,
  ],
  CUS015: [
    `ImageValidatingPolicy images: ${PIPELINE} attests https://spdx.dev/Document as ${PODS}/ci/serviceaccounts/attest → policy images wants it from ${PODS}/ci/serviceaccounts/sign → ${DENIED}; attest as whom the policy trusts`,
  ],
  CUS016: [
    `${TASK(0)}.taskSpec.steps[0]: ${PIPELINE} writes the image of ${IMAGE} to promoted/prod → no Kustomization reads it: example reads promoted/production → nothing changes; write to the folder that the Kustomization names as a component`,
  ],
  CUS017: [
    `${JOB}.steps[0].with.role-to-assume: ${RELEASE}: the token of the job "image" has the sub repo:acme/example:environment:production → the role push wants repo:acme/example:ref:refs/heads/main or repo:acme@9142/example@715331:ref:refs/heads/main → AWS refuses it; let the role trust this sub, or take the role that does`,
  ],
  CUS018: [
    `${JOB}.steps[0].with.role-to-assume: ${RELEASE}: the job "image" takes arn:aws:iam::111122223333:role/images-pusher, which nothing here makes → the role images-push trusts the job and nobody takes it; take the role images-push`,
  ],
  CUS019: [
    `${JOB}.steps[2].with.tags: ${RELEASE}: the job "image" pushes to ${IMAGE} → it takes the role push, which may not push to ${ARN}/order-service → the push is refused; allow it in the policy of the role`,
  ],
  CUS020: [
    `${JOB}.steps[2].with.platforms: ${RELEASE} builds for linux/arm64 → line 4 of Dockerfile makes amd64 of it, whatever the platform → pods on other nodes end with "exec format error"; compile for TARGETARCH, or build for one platform`,
  ],
  CUS021: [
    `ApplicationSet argocd/previews spec.template: it runs a preview of each pull request of acme/example with its own tag of ${IMAGE} → ${RELEASE} pushes that image, and on pull requests nothing does → the pods of every preview find no image; push the image of pull requests too`,
  ],
  CUS022: [
    `PipelineRun ci/order-service-: the task "test" of ${PIPELINE} runs as ci/build → its role may push to ${ARN}/order-service → a test can put an image there; let it run as an account without a role`,
  ],
  CUS023: [
    `${TASK(1)}.taskSpec.steps[0]: ${PIPELINE} pushes to ${IMAGE} → Terraform makes orders there and not this → the push fails; make it, or mend the name`,
  ],
  CUS024: [
    `aws_ecr_lifecycle_policy.images policy: rule 1 is for live-* → ${IMAGE} is pushed as sha-… → it selects no image; push such a tag, or drop the rule`,
  ],
  CUS025: [
    `Kustomization order-service components: example reads the image of ${IMAGE} from promoted/production → promotions write promoted/staging → nothing brings it there; promote into that folder`,
  ],
  CUS026: [
    `Workflow .github/workflows/promote.yaml jobs.verify.steps[0].run: workflow promote.yaml of acme/example: the job "verify" verifies https://github.com/acme/example/.github/workflows/promote.yaml@refs/heads/main → those who may sign are https://github.com/acme/example/.github/workflows/release.yaml@refs/heads/main → every image is refused; name who signs`,
  ],
  CUS027: [
    'scripts/sbom.sh: cosign download sbom reads only what attach sbom has put there; read the attestation: cosign verify-attestation, or docker buildx imagetools inspect',
  ],
};

test('CUS026 leaves the identities of pods to who signs in a cluster', () => {
  const verify = custodyRules.find(({ id }) => id === 'CUS026');
  const files = Object.entries(verify?.bad.files ?? {}).map(([path, text]) => [
    path,
    text.replace(
      /--certificate-identity \S+/,
      '--certificate-identity https://kubernetes.io/namespaces/ci/serviceaccounts/sign',
    ),
  ]);
  expect(verify?.check(assemblyOf({ files: Object.fromEntries(files) as Record<string, string> }))).toEqual([]);
});

testExamples(custodyRules, TEXTS, (rule, example) => audit(assemblyOf(example), [rule]).findings.map(lineOf));
