import { type Example, type Rule, assemblyOf } from '../../../lib/audit';
import { gitlabRules } from '../../../lib/systems/gitlab/rules';
import { lineOf, testExamples } from '../../rule-examples';

/** What each rule says of its bad example: place, message, repair. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  GLC001: [
    ".gitlab-ci.yml:1 pipeline: steps stand at the top of the file: that is GitHub's form; write a job with stage, image and script",
  ],
  GLC002: ['.gitlab-ci.yml:2 job test scripts: scripts is no keyword of a job; write script'],
  GLC003: [
    '.gitlab-ci.yml:4 job release script[0]: $CI_JOB_JWT is empty since GitLab 17; declare id_tokens with the audience, and read that variable',
  ],
  GLC004: [
    '.gitlab-ci.yml:4 job release script[0]: $CI_REGISTRY/myapp lies in no project: images have the path of one; write $CI_REGISTRY_IMAGE',
  ],
  GLC005: [
    '.gitlab-ci.yml:3 job build services[0]: DOCKER_HOST, DOCKER_TLS_CERTDIR, DOCKER_TLS_VERIFY are not set; set DOCKER_HOST to tcp://docker:2376 and the TLS variables, or build without a daemon',
  ],
  GLC006: [
    '.gitlab-ci.yml:3 job build services[0]: docker:29-dind runs only on a privileged runner; build with Buildah or rootless BuildKit',
  ],
  GLC007: ['.gitlab-ci.yml:3 job test only: only says when the job runs; write rules'],
  GLC008: [
    '.gitlab-ci.yml:1 pipeline workflow: the pipeline of the merge request has test, and that of its branch test; add a rule "if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS, when: never" to workflow',
  ],
  GLC009: ['.gitlab-ci.yml:2 job test image: golang:1.26 has no digest; write the digest behind it'],
  GLC010: ['.gitlab-ci.yml:4 job release script[0]: docker login takes a password by -p; use --password-stdin'],
  GLC011: [
    '.gitlab-ci.yml:4 job release script[0]: $GITOPS_TOKEN stands in an address; let git ask for it with GIT_ASKPASS',
  ],
  GLC012: ['.gitlab-ci.yml:4 job build needs[0]: no job of the pipeline is called tests; name a job that is there'],
  GLC013: [
    '.gitlab-ci.yml:3 job build stage: the stages are test; the job is of build; add the stage, or name one of them',
  ],
  GLC014: [
    '.gitlab-ci.yml:3 job sign script[0]: cosign has no token; add id_tokens: SIGSTORE_ID_TOKEN: { aud: sigstore }',
  ],
  GLC015: ['.gitlab/images.yml:3 job sign id_tokens: Fulcio takes no token of a child pipeline; sign in the parent'],
  GLC016: ['.gitlab-ci.yml:3 job login script[0]: the job has no id_tokens; add id_tokens: AWS_ID_TOKEN: { aud: … }'],
  GLC017: [
    '.gitlab-ci.yml:2 pipeline variables.DEPLOY_PASSWORD: DEPLOY_PASSWORD is given a value that looks like a secret; revoke it and keep the new one in the settings',
  ],
  GLC018: [
    '.gitlab-ci.yml:5 job release rules: the job runs in merge requests and has the id token AWS_ID_TOKEN; name a protected branch in its rules',
  ],
  GLC019: [
    '.gitlab-ci.yml:2 job build script[0]: no job of the pipeline scans the image; add a job that scans its digest',
  ],
  GLC020: [
    '.gitlab-ci.yml:2 job build script[0]: no job of the pipeline signs the image; add a job that signs its digest',
  ],
  GLC021: [
    '.gitlab-ci.yml:1 job deploy: helm changes what is deployed, in several pipelines at the same time; add a resource_group',
  ],
  GLC022: [
    '.gitlab-ci.yml:1 pipeline: a newer push stops no job; set interruptible: true in default, and false where a job deploys',
  ],
  GLC023: [
    '.gitlab-ci.yml:2 job deploy default.interruptible: a newer push stops helm half way; set interruptible: false on the job',
  ],
  GLC024: ['.gitlab-ci.yml:6 job sign needs: the job does not wait for scan; add it to needs'],
  GLC025: [
    '.gitlab-ci.yml:4 job release script[0]: $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA is a tag; name the image by digest',
  ],
  GLC026: ['.gitlab-ci.yml:2 pipeline include[0]: gitlab.com/acme/ci/go@1 is not one commit; name one commit'],
  GLC027: [
    '.gitlab-ci.yml:6 job deploy script[0]: kustomize is not in alpine; install it, or use an image that has kustomize',
  ],
  GLC028: [
    '.gitlab-ci.yml:11 job build needs[0]: the pipeline of a push to the default branch would have build without lint: there is none; give both the same rules, or make the need optional',
  ],
  GLC029: [
    '.gitlab-ci.yml:1 .gitlab-ci.yml: line 3: Flow sequence in block collection must be sufficiently indented and end with a ]; mend the file',
  ],
  GLC030: ['.gitlab-ci.yml:2 job test image: Go 1.22 gets no fixes since 2025-02-11; take golang:1.27'],
};

function texts(rule: Rule, example: Example): readonly string[] {
  return rule.check(assemblyOf(example)).map((problem) => {
    const { file = '', line = 0 } = problem.place.origin;
    return `${file}:${line} ${lineOf(problem)}`;
  });
}

testExamples(gitlabRules, TEXTS, texts);
