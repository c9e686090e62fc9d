import { github } from '../contexts';
import { type Expr, text } from '../expression';
import { run } from '../run-step';
import { bash, named } from '../script';
import { type Step } from '../step';
import { type GitOpsRepository } from './promotion-workflow';

/** A copy of the GitOps repository on the machine: the promoter writes to it as it would to the original. */
export const COPY = 'file:///var/tmp/gitops.git';
/** The file that says which commit the promoter has made. */
export const REVISION = '/var/tmp/gitops-revision';

const FOLDER = '/var/tmp/gitops.git';

const RUN = text`${github.serverUrl}/${github.repository}/actions/runs/${github.runId}`;

/** Gets the copy. */
export function copyStep({ repository }: GitOpsRepository, token: Expr<string, 'secret'>): Step {
  return run({
    name: 'Get the GitOps repository',
    env: { GH_TOKEN: token },
    script: bash`
      gh auth setup-git
      rm -rf ${FOLDER}
      git clone --quiet --bare ${repository.cloneUrl} ${FOLDER}
    `,
  });
}

/**
 * Proposes the commit that the promoter has made in the copy. There is one branch for each service and environment: a
 * newer proposal takes the place of the older, so no old one can be merged after it.
 */
export function proposalStep(
  { repository, branch = 'main' }: GitOpsRepository,
  { service, environment, token }: { service: string; environment: string; token: Expr<string, 'secret'> },
): Step {
  const proposal = `promote/${environment}/${service}`;
  const title = `Promote ${service} to ${environment}`;
  const body = named('BODY', text`Its commit names the image. Proposed by ${RUN}.`);
  return run({
    name: 'Propose the promotion',
    env: { GH_TOKEN: token },
    script: bash`
      revision="$(cat ${REVISION})"
      origin=${repository.cloneUrl}
      if [ "$(git ls-remote "\${origin}" ${`refs/heads/${branch}`} | cut -f 1)" = "\${revision}" ]; then
        echo "nothing to propose: ${branch} says so already"
        exit 0
      fi
      before="$(git ls-remote "\${origin}" ${`refs/heads/${proposal}`} | cut -f 1)"
      git --git-dir ${FOLDER} push --quiet "--force-with-lease=refs/heads/${proposal}:\${before}" \
        "\${origin}" "\${revision}:refs/heads/${proposal}"
      open="$(gh pr list --repo ${repository.fullName} --head ${proposal} --state open --json number --jq length)"
      if [ "\${open}" = 0 ]; then
        gh pr create --repo ${repository.fullName} --base ${branch} --head ${proposal} \
          --title ${title} --body ${body}
      fi
    `,
  });
}
