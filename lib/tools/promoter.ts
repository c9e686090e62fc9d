import { type ImageRepository, dnsLabel, invalid } from '../model';
import { Variable, plainSh } from './plain-shell';
import { promotionScript } from './promotion';

export interface PromoterProps {
  /** The service that is promoted: a DNS label. */
  readonly service: string;
  /** The environment that it is promoted to: a DNS label. */
  readonly environment: string;
  /** Where its images are kept: manifests name the image by this address. */
  readonly repository: ImageRepository;
  /** The address of the GitOps repository, without credentials. */
  readonly url: string;
  /** The branch that the cluster follows. @default "main" */
  readonly branch?: string;
  /** The folder of the GitOps repository that belongs to this promoter and to nobody else. */
  readonly folder: string;
  /** The environment that must run the image already, with the folder of its promoter. @default the image may be new */
  readonly after?: { readonly environment: string; readonly folder: string };
  /** Whether every build has a number, against going back. @default false */
  readonly ordered?: boolean;
  /** How often a push is tried when other promoters are faster. @default 12 */
  readonly tries?: number;
}

/** The environment variables that the script of a promoter reads; those marked so may be left out. */
export const PROMOTER_VARIABLES = {
  /** The image by digest. */
  image: 'PROMOTE_IMAGE',
  /** The commit of the source. */
  commit: 'PROMOTE_COMMIT',
  /** When it was committed, as RFC 3339 or in seconds since 1970: lead times are told by it. May be left out. */
  time: 'PROMOTE_COMMIT_TIME',
  /** The run that promotes: small letters, digits, dots and dashes. May be left out. */
  run: 'PROMOTE_RUN',
  /** The number of the build; only where the promoter is ordered. */
  order: 'PROMOTE_ORDER',
  /** A checkout of the source with its whole history. May be left out: then only numbers tell new from old. */
  history: 'PROMOTE_HISTORY',
  /** A token that may write to the GitOps repository, over https. May be left out where git gets in otherwise. */
  token: 'PROMOTE_TOKEN',
  /** The file to write the commit of the GitOps repository to. May be left out. */
  revision: 'PROMOTE_REVISION_FILE',
} as const;

/**
 * The promoter as a script for every CI system: it needs `sh` and git, and takes what differs from run to run from the
 * environment variables of `PROMOTER_VARIABLES`. The script is the same text for every run, so nothing is ever pasted
 * into it. It exits with 0 only where the branch says what was asked for. Throws `Promoter.<prop>: …`.
 */
export function promoterScript(props: PromoterProps): string {
  const { repository, ordered = false, tries = 12, after } = props;
  const service = dnsLabel('Promoter.service', props.service);
  const environment = dnsLabel('Promoter.environment', props.environment);
  const { text } = promotionScript(plainSh, {
    ...{ service, environment, repository, url: urlOf(props.url), tries: triesOf(tries) },
    branch: `refs/heads/${branchOf(props.branch ?? 'main')}`,
    file: fileIn('Promoter.folder', props.folder),
    image: Variable.of(PROMOTER_VARIABLES.image),
    commit: Variable.of(PROMOTER_VARIABLES.commit),
    time: Variable.of(PROMOTER_VARIABLES.time),
    run: Variable.of(PROMOTER_VARIABLES.run),
    ...(ordered ? { order: Variable.of(PROMOTER_VARIABLES.order) } : {}),
    ...(after ? { after: { environment: after.environment, file: fileIn('Promoter.after', after.folder) } } : {}),
    history: { bound: Variable.of('HAS_HISTORY'), path: Variable.of(PROMOTER_VARIABLES.history) },
    revision: Variable.of('REVISION_FILE'),
    auth: plainSh`
      export GIT_AUTHOR_NAME=${`${service} pipeline`} GIT_AUTHOR_EMAIL=pipeline@localhost.invalid
      export GIT_COMMITTER_NAME="\${GIT_AUTHOR_NAME}" GIT_COMMITTER_EMAIL="\${GIT_AUTHOR_EMAIL}" GIT_TERMINAL_PROMPT=0
      if [ -n "\${PROMOTE_TOKEN:-}" ]; then
        GIT_ASKPASS="$(mktemp)"
        export GIT_ASKPASS
        cat > "\${GIT_ASKPASS}" <<'END'
      #!/bin/sh
      case "$1" in
        (Username*) echo x-access-token ;;
        (*) printf '%s\n' "\${PROMOTE_TOKEN}" ;;
      esac
      END
        chmod 700 "\${GIT_ASKPASS}"
      fi
    `,
  });
  return [...HEAD, text, ''].join('\n');
}

/** dash before 0.5.13 has no pipefail and would leave the script; busybox has it. */
const HEAD = [
  '#!/bin/sh',
  'set -eu',
  'if (set -o pipefail 2>/dev/null); then set -o pipefail; fi',
  // The script leaves the folder that it is started in.
  'HAS_HISTORY=false',
  'if [ -n "${PROMOTE_HISTORY:-}" ]; then',
  '  HAS_HISTORY=true',
  '  PROMOTE_HISTORY="$(cd "${PROMOTE_HISTORY}" && pwd)"',
  'fi',
  'REVISION_FILE="${PROMOTE_REVISION_FILE:-/dev/null}"',
  'case "${REVISION_FILE}" in (/*) ;; (*) REVISION_FILE="${PWD}/${REVISION_FILE}" ;; esac',
];

function fileIn(place: string, folder: string): string {
  if (!/^[\w@+-][\w.@+-]*(\/[\w@+-][\w.@+-]*)*$/.test(folder)) {
    throw invalid(place, 'a path inside the GitOps repository', folder);
  }
  return `${folder}/kustomization.yaml`;
}

function branchOf(name: string): string {
  if (!/^(?![-./])(?!.*(?:\.\.|\/\/|\.lock$))[\w./+-]+$/.test(name)) throw invalid('Promoter.branch', 'a branch', name);
  return name;
}

function urlOf(url: string): string {
  if (!/^(https:\/\/[^@\s]+|ssh:\/\/\S+|[\w-]+@[\w.-]+:\S+|(git|file):\/\/\S+)$/.test(url)) {
    throw invalid('Promoter.url', 'an address that git can clone, without credentials', url);
  }
  return url;
}

function triesOf(tries: number): number {
  if (!Number.isInteger(tries) || tries < 1) throw invalid('Promoter.tries', 'a whole number of 1 or more', tries);
  return tries;
}
