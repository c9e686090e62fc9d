/** What each rule says of its bad example: line, field, message, repair. */
export const SAID: Readonly<Record<string, string>> = {
  GHA001: '5  | Flow map in block collection must be sufficiently indented and end with a } | mend the file',
  GHA002:
    '12 jobs.build.steps[0].working-dir | "working-dir" is no field of a step that runs a script | remove it: a step that runs a script has name, id, if, timeout-minutes, run, continue-on-error, env, working-directory, shell, background, cache-mode',
  GHA003: '5 jobs.test | job "test" has no runs-on | name a runner image, such as ubuntu-24.04',
  GHA004:
    '12 jobs.deploy.needs | job "deploy" needs "smoke", which is not there | define it, or remove it from needs: there are test, deploy',
  GHA005:
    '1  | GitHub does not look into folders below .github/workflows | move it to .github/workflows/reusable-image.yaml',
  GHA006:
    '6 jobs.build.uses | job "build" calls .github/workflows/image.yaml, the workflow that it is part of | give the job its steps',
  GHA007:
    '12 jobs.build.steps[0].if | ${{ github.ref == "refs/heads/main" }}: ""refs/heads/main"" is not part of the language | write an expression of GitHub',
  GHA008: '15 jobs.build.steps[2].env.DIGEST | there is no step "image": the expression is empty | use one of build',
  GHA009:
    '12 jobs.build.steps[0].env.IMAGE_TAG | nothing has set env.TAG: the expression is empty | declare TAG in env',
  GHA020:
    '10 jobs.build.steps[0].uses | aquasecurity/trivy-action follows the branch master | pin it to the full commit of a release: owner/name@<40 digits> # v1.2.3',
  GHA021:
    '10 jobs.build.steps[0].uses | docker/build-push-action is named by the tag v7 | pin it to the commit of that tag: owner/name@<40 digits> # v7',
  GHA022: '10 jobs.build.steps[0].uses | actions/checkout follows the tag v7 | pin it to a full commit',
  GHA023: '10 jobs.build.steps[0].uses | actions/checkout is named by 12 digits of a commit | write all 40 digits',
  GHA024:
    '10 jobs.build.steps[0].uses | aquasecurity/trivy-action at this commit is malicious code (CVE-2026-33634) | take v0.35.0 or newer, and change every credential of the job',
  GHA025:
    '10 jobs.build.steps[0].uses | aquasecurity/trivy-action@0.20.0 does not resolve: its tag was removed after it had pointed to malicious code; the same versions exist with a v before them | pin a release that exists',
  GHA026:
    '10 jobs.build.steps[0].uses | aevea/action-kaniko is not kept any more | use docker/build-push-action: kaniko itself is archived',
  GHA027:
    '10 jobs.build.steps[0].uses | actions/checkout is said to be v6.0.0, and its commit is v7.0.1 | write # v7.0.1',
  GHA028: '10 jobs.build.steps[0].uses | actions/checkout v4 was made for Node.js 20 or older | take v5 or later',
  GHA029: '9 jobs.build.container | the image golang:1.26 is not pinned by digest | write golang:1.26@sha256:…',
  GHA030:
    '11 jobs.build.steps[0].run | https://github.com/argoproj/argo-cd/releases/latest/download/argocd-linux-amd64 is another file after each release | download one version and check its SHA-256',
  GHA031: '10 jobs.build.steps[0].uses | "actions/checkout" names no action at a version | write owner/name@<commit>',
  GHA032:
    '11 jobs.build.steps[0].with.version | version 9 of the action does not run golangci-lint 1 | take golangci-lint v2',
  GHA040:
    '4 jobs.test | neither job "test" nor the workflow has permissions | name what the token needs: contents: read',
  GHA041: '4 permissions.contents | every job and step may write contents | give it to the jobs that need it',
  GHA042:
    '10 jobs.build.steps[0].uses | "aws-actions/configure-aws-credentials" logs in to AWS by an identity token, and the job has no id-token: write | add id-token: write to the permissions of job "build"',
  GHA043: '8 jobs.test.permissions.pull-requests | no step uses pull-requests: write | remove it',
  GHA050:
    '11 jobs.build.steps[0].with.ref | pull_request_target checks out the code of a pull request | use pull_request, which has no secrets for forks',
  GHA051:
    '10 jobs.build.steps[0].uses | "aws-actions/configure-aws-credentials" logs in to AWS by an identity token, on pull requests too | add if: github.event_name != \'pull_request\'',
  GHA052:
    '11 jobs.build.steps[0].with.push | "docker/build-push-action" pushes an image on pull requests too | write push: ${{ github.event_name != \'pull_request\' }}',
  GHA060:
    '11 jobs.build.steps[0].run | "step 1" runs github.event.pull_request.title as a part of its script | hand it over in env and use "$NAME"',
  GHA061:
    '11 jobs.build.steps[0].run | "step 1" pastes github.ref_name into its script | hand it over in env and use "$NAME"',
  GHA062:
    '13 jobs.build.steps[0].with.payload | github.ref_name is pasted into the JSON of payload | write ${{ toJSON(…) }} without quotes around it',
  GHA063:
    '11 jobs.build.steps[0].run | "step 1" hands git a token in the address of github.com | use actions/checkout with a short-lived token of a GitHub App',
  GHA064:
    '11 jobs.build.steps[0].with.token | "actions/checkout" uses the stored token GITOPS_PAT | use actions/create-github-app-token for that one repository',
  GHA065: '11 jobs.build.steps[0].run | "step 1" gives docker the password as an argument | use --password-stdin',
  GHA066: '11 jobs.build.steps[0].run | "step 1" gives docker the text "$" | write the name of the variable',
  GHA067:
    '11 jobs.build.steps[0].run | "step 1" sets GH_TOKEN, which git does not read: the push fails | run gh auth setup-git before',
  GHA068:
    '10 jobs.build.steps[0].uses | job "build" has no credentials of AWS before "aws-actions/amazon-ecr-login" | assume a role first',
  GHA069: '11  | the account 123456789 has 9 digits | write all 12',
  GHA070:
    '11 jobs.build.steps[0].with.role-to-assume | AWS_ROLE_ARN is a name, not a secret | use a variable (vars) or an input',
  GHA071:
    '9 jobs.build.outputs.image | output image of job "build" is blank: it holds secrets.REGISTRY | hand on what is no secret',
  GHA072:
    '8 jobs.build.secrets | docker/github-builder/.github/workflows/build.yml gets every secret of the repository | name the secrets that it takes',
  GHA080:
    '13 jobs.build.steps[1].run | "step 2" signs the image before "aquasecurity/trivy-action" has scanned it | move the scan before it',
  GHA081:
    '16 jobs.build.steps[1].with.image-ref | "aquasecurity/trivy-action" scans what "build" has pushed under its tag already | push by digest, scan, then tag',
  GHA082:
    '14 jobs.build.steps[1].run | "step 2" signs ghcr.io/acme/order-service:main, a tag | sign the digest: registry/name@sha256:…',
  GHA083:
    '14 jobs.build.steps[1].with.image-ref | "aquasecurity/trivy-action" scans ghcr.io/acme/order-service:main, a tag that others can move | scan the digest: registry/name@sha256:…',
  GHA084:
    '14 jobs.build.steps[2].with.image-ref | on pull requests "docker/build-push-action" neither pushes nor loads the image that "aquasecurity/trivy-action" reads | load it there: load: true, one platform',
  GHA085:
    '12 jobs.build.steps[1].with.load | "docker/build-push-action" loads an image of linux/amd64, linux/arm64 | load the platform of the runner alone',
  GHA086:
    '11 jobs.build.steps[0].with.platforms | "docker/build-push-action" builds for linux/arm64 on a runner of linux/amd64 | use a runner of each platform, or docker/setup-qemu-action',
  GHA087:
    '15 jobs.build.steps[2].with.image-ref | "aquasecurity/trivy-action" scans one of the platforms linux/amd64, linux/arm64 | scan each, by TRIVY_PLATFORM',
  GHA089:
    '21 jobs.build.steps[1].env.TAG | "meta" gives main as version on every push of main | hand on the digest of the build',
  GHA090:
    '15 jobs.build.steps[0].with.tags | type=semver,pattern={{version}} never fires: nothing starts the workflow on tags | add the trigger, or remove the rule',
  GHA091:
    '14 jobs.build.steps[0].with.cache-from | cache-from of "docker/build-push-action" holds a comment, which is a part of its value | write the comment above the field',
  GHA092:
    '14 jobs.build.steps[0].with.tags | "# the commit" becomes a part of the rule with version 6 | write it on a line of its own',
  GHA093:
    '14 jobs.build.steps[0].with.tags | "docker/metadata-action" makes tags of seven digits: some are numbers to YAML | remove prefix=',
  GHA094:
    '11 jobs.build.steps[0].with | "docker/build-push-action" names the image after the repository, which may have upper case | write the name in lower case',
  GHA095: '9 jobs.build.outputs.image-tag | output image-tag of job "build" holds up to 2 lines | hand on the digest',
  GHA096:
    '14 jobs.build.steps[0].with.cache-to | "docker/build-push-action" writes its cache to ghcr.io/acme/order-service:cache, among the images | use a repository of its own',
  GHA100:
    '11 jobs.build.steps[0].with.severity | "aquasecurity/trivy-action" fails on any severity, not on CRITICAL,HIGH | set limit-severities-for-sarif: true, or gate by a scan in another format',
  GHA101:
    "11 jobs.build.steps[0].if | \"github/codeql-action/upload-sarif\" runs also when trivy.sarif was not written | write always() && hashFiles('trivy.sarif') != ''",
  GHA110:
    '11 jobs.build.steps[0].run | "step 1" sets COSIGN_KEY, and cosign is given no --key | write --key env://COSIGN_KEY',
  GHA111:
    '11 jobs.build.steps[0].run | "step 1" takes a signature of anybody: --certificate-identity-regexp .* | write --certificate-identity and --certificate-oidc-issuer in full',
  GHA112:
    '12 jobs.build.steps[0].env.COSIGN_EXPERIMENTAL | "step 1" sets COSIGN_EXPERIMENTAL, which nothing reads | remove it',
  GHA113: '12 jobs.build.steps[0].run | "step 1" attests an SBOM in JSON as --type spdx | write --type spdxjson',
  GHA114:
    '11 jobs.build.steps[0].run | "step 1" does not see whether the command in <( … ) fails | write the file first',
  GHA120: '5 jobs.test | job "test" may run for six hours | set timeout-minutes',
  GHA121:
    '13 jobs.build.steps[0].run | job "build" promotes, and nothing keeps its runs in order | give it a concurrency group of its environment, with queue: max',
  GHA122:
    '9 jobs.build.concurrency | job "build" promotes, and a later run cancels it | write queue: max in place of cancel-in-progress',
  GHA130: '12 jobs.build.steps[1].run | the pipe into tee hides whether go failed | write shell: bash',
  GHA131: '12 jobs.build.steps[1].run | "step 2" goes on when go fails: || true | remove what stands behind ||',
  GHA132:
    '11 jobs.build.steps[0].run | "step 1" succeeds also when every attempt has failed | exit 0 at success, and exit 1 behind the loop',
  GHA133:
    '11 jobs.build.steps[0].run | "step 1" rewrites each line that fits s|tag: .*|tag: $TAG| | set one field by its path',
  GHA134:
    '11 jobs.build.steps[0].run | "step 1" promotes whichever image stands at that place of the list | find the image by its name',
  GHA135:
    '12 jobs.build.steps[0].run | "step 1" fails where nothing has changed | write git diff --quiet || git commit …',
  GHA136:
    '13 jobs.build.steps[0].run | job "build" writes production on every push, without an environment that anybody approves | promote to a first environment, or give the job an environment',
  GHA137:
    '11 jobs.build.steps[0].run | "step 1" adds an image where its name is not in the file | set the one field, and fail unless it was there',
  GHA138:
    '11 jobs.build.steps[0].with.branch | "peter-evans/create-pull-request" opens a branch for each commit: promote/order-service-${{ github.sha }} | use one branch for each service and environment',
  GHA139: '11 jobs.build.steps[0].run | "step 1" writes a commit without quotes | write it in quotes',
  GHA140:
    '11 jobs.build.steps[0].run | "step 1" waits for a sync of any revision | compare status.sync.revision with the commit',
  GHA141:
    '16 jobs.build.steps[1].run | "step 2" gets credentials of the cluster | let GitOps deploy, and ask it for the result',
  GHA143:
    '12 jobs.build.steps[0].run | "step 1" asks the load balancer by a name that its certificate does not have | ask by the host of the Ingress',
  GHA144:
    '11 jobs.build.steps[0].run | "step 1" runs the image that the CronJob has now, not the one of this commit | make it a PreSync hook',
  GHA145:
    '11 jobs.build.steps[0].run | "step 1" waits for completion only: a Job that failed is waited for until the time is up | wait for condition=failed too',
  GHA150:
    '13 jobs.build.steps[1].with.cache-to | "docker/build-push-action" throws out the cache of "docker/build-push-action" | give each a scope',
  GHA160:
    '12 jobs.build.steps[1].with.platform | "platform" is no input of "docker/build-push-action" | write platforms',
  GHA161:
    '11 jobs.build.steps[0].env.SLACK_WEBHOOK_URL | slackapi/slack-github-action v4 does not read the variable SLACK_WEBHOOK_URL | give webhook',
  GHA162:
    '10 jobs.build.steps[0].uses | "golangci/golangci-lint-action" installs the newest release of its tool | give version an exact version',
  GHA163:
    '7 jobs.build.uses | .github/workflows/build.yaml asks for packages: write, and job "build" gives none | add packages: write to the permissions of job "build"',
  GHA164:
    '12 jobs.build.steps[1].uses | "docker/build-push-action" pushes to ghcr.io as the job, which has no packages: write | add packages: write to the permissions of job "build"',
  GHA170: '8 jobs.build.permissions | job "build" may write everything | name what it needs',
  GHA171: '11 jobs.image | job "image" does not wait for "test" | add "test" to its needs',
  GHA172:
    '17 jobs.show.steps[0].with | "actions/download-artifact" fetches "report", which the job "scan" uploads, and job "show" does not wait for it | add "scan" to its needs',
  GHA173:
    '11 jobs.build.steps[0].with | no scan of job "build" fails, whatever it finds | set exit-code: \'1\' on one of them',
  GHA174:
    '12 jobs.build.steps[0].continue-on-error | "docker/build-push-action" may fail and its job goes on | let it fail, or ask for its outcome',
  GHA175: '10 jobs.build.steps[0] | "step 1" finds an empty folder | check the repository out before it',
  GHA176: '12 jobs.build.steps[0].run | "step 1" reads IMAGE, which nothing sets | add IMAGE to its env',
  GHA177:
    '15 jobs.build.steps[2].env.DIGEST | "digests" is no output of "build": the expression is empty | read digest',
  GHA178: '11 jobs.build.steps[0].run | "step 1" starts promote.yaml, which is not there | name a workflow that is',
  GHA179:
    '16 jobs.show.steps[0].run | "step 1" reads image.spdx.json, which the job "scan" hands over, and nothing fetches it | download "sbom" before it',
  GHA180:
    '13 jobs.build.steps[1].with | "build" builds an image and keeps it nowhere, and its digest is read | push it',
  GHA181:
    '12 jobs.build.steps[1] | job "build" works on an image in the registry of eu-west-1, without a login to it | log in to ECR in eu-west-1 before it',
  GHA182:
    '11 jobs.build.steps[0].run | "step 1" runs cosign, which the runner does not have | install cosign before it',
  GHA183:
    '10 jobs.scan.steps[0].with.image-ref | "aquasecurity/trivy-action" takes ghcr.io/acme/order-service by the tag latest, and the workflow knows its digest | hand it the digest',
  GHA184:
    '13 jobs.build.steps[1].with.name | "actions/download-artifact" fetches "report", which nothing uploads | upload it in a job before',
  GHA185:
    '11 jobs.build.steps[0].run | "step 1" makes the Job migration-$GITHUB_SHA once more when the run is started again | put github.run_attempt into its name',
};
