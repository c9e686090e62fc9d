import { type ImageRepository } from '../../../model';
import { type ImageRef, type StringRef } from '../reference';
import { type ResultFile } from '../result';
import { sh, type Script } from '../script';
import { type WorkspaceFolder } from '../workspace';

/** What a promotion says, and where it says it. */
export interface Promotion {
  readonly service: string;
  readonly environment: string;
  readonly repository: ImageRepository;
  /** The git repository's address. */
  readonly url: string;
  /** The whole ref of the branch, such as `refs/heads/main`. */
  readonly branch: string;
  /** The file's path in the git repository. */
  readonly file: string;
  /** How often a push is tried. */
  readonly tries: number;
  readonly image: ImageRef<'step'>;
  readonly commit: StringRef<'step'>;
  readonly run: StringRef<'step'>;
  readonly source: WorkspaceFolder;
  readonly revision: ResultFile<'string', 'step'>;
  /** Lines after which git gets in. */
  readonly auth: Script<'step'>;
}

/**
 * Writes the promoter's file by compare-and-swap: it makes a commit on the head that it has seen and pushes it without
 * force, so the push fails when another was faster. Then it reads again and starts over from what it was told to say,
 * never from text that was merged.
 */
export function promotionScript(promotion: Promotion): Script<'step'> {
  return sh`
    ${intent(promotion)}
    ${order(promotion)}
    ${commit(promotion)}
    ${backOff()}
    ${promotion.auth}
    cd "$(mktemp -d)"
    git init --quiet .
    ${compareAndSwap(promotion)}
  `;
}

function compareAndSwap({ url, branch, file, tries, revision }: Promotion): Script<'step'> {
  return sh`
    attempt=0
    refused=0
    seen=
    while [ "\${attempt}" -lt ${tries} ]; do
      attempt=$((attempt + 1))
      git fetch --quiet --depth=1 --no-tags ${url} ${branch}
      head="$(git rev-parse FETCH_HEAD)"
      current="$(git show "\${head}:"${file} 2>/dev/null || true)"
      promoted="$(printf '%s\n' "\${current}" | sed -n 's/^# commit: \([0-9a-f]*\)$/\1/p')"
      runs="$(printf '%s\n' "\${current}" | sed -n 's/^ *digest: //p')"
      if [ "\${promoted}" = "\${commit}" ] && [ "\${runs}" = "\${digest}" ]; then
        echo "already promoted, seen at \${head}"
        printf %s "\${head}" > ${revision.path}
        exit 0
      fi
      check_order
      make_commit
      if git push --quiet ${url} "\${next}:"${branch}; then
        echo "promoted by \${next}"
        printf %s "\${next}" > ${revision.path}
        exit 0
      fi
      # A push that fails while the branch stands still was not overtaken: it is not allowed.
      if [ "\${head}" != "\${seen}" ]; then refused=0; fi
      seen="\${head}"
      refused=$((refused + 1))
      if [ "\${refused}" -ge 4 ]; then fail "the push is refused, and not because the branch moved"; fi
      back_off
    done
    fail "the branch moved at each of \${attempt} tries; it was last seen at \${head}"
  `;
}

/** The values, checked: they become lines of a file that a cluster applies. */
function intent({ image, commit, run, repository }: Promotion): Script<'step'> {
  return sh`
    fail() {
      printf '%s\n' "$1" >&2
      exit 1
    }
    image=${image}
    commit=${commit}
    run=${run}
    digest="\${image##*@sha256:}"
    case "\${commit}" in (*[!0-9a-f]* | '') fail "not a commit: \${commit}" ;; esac
    case "\${run}" in (*[!a-z0-9.-]*) fail "not the name of a run: \${run}" ;; esac
    case "\${digest}" in (*[!0-9a-f]* | '') fail "not an image by digest: \${image}" ;; esac
    digest="sha256:\${digest}"
    address=${repository.address}
    if [ "\${image}" != "\${address}@\${digest}" ]; then fail "not an image of \${address}: \${image}"; fi
  `;
}

/** Only the objects of the checkout are read, not its configuration: a test may have written to it. */
function order({ source }: Promotion): Script<'step'> {
  return sh`
    check_order() {
      if [ ${source.bound} != true ] || [ -z "\${promoted}" ] || [ "\${promoted}" = "\${commit}" ]; then return; fi
      export GIT_ALTERNATE_OBJECT_DIRECTORIES=${source.path}/.git/objects
      if ! git rev-list "\${commit}" > /dev/null 2>&1; then
        fail "the checkout does not hold the whole history of \${commit}: clone it with depth 0"
      fi
      if ! git merge-base --is-ancestor "\${promoted}" "\${commit}" 2>/dev/null; then
        fail "\${promoted} is promoted and is not part of the history of \${commit}: this run was overtaken"
      fi
      unset GIT_ALTERNATE_OBJECT_DIRECTORIES
    }
  `;
}

/** The file is written whole, and the commit is made without a working tree: nothing of the repository is ever run. */
function commit({ service, environment, repository, file }: Promotion): Script<'step'> {
  return sh`
    make_commit() {
      blob="$(printf '%s\n' \
        ${`# What ${environment} runs of ${service}. Its pipeline writes this file: a change by hand is lost.`} \
        "# commit: \${commit}" \
        "# run: \${run}" \
        'apiVersion: kustomize.config.k8s.io/v1alpha1' \
        'kind: Component' \
        'images:' \
        ${`  - name: ${repository.address}`} \
        "    digest: \${digest}" | git hash-object -w --stdin)"
      git read-tree "\${head}"
      git update-index --add --cacheinfo 100644 "\${blob}" ${file}
      tree="$(git write-tree)"
      next="$(git commit-tree "\${tree}" -p "\${head}" -m ${`Promote ${service} to ${environment}`} \
        -m "$(printf 'Image: %s\nCommit: %s\nRun: %s' "\${image}" "\${commit}" "\${run}")")"
    }
  `;
}

/** Waits for a random time up to half a second, doubled at each try, 30 seconds at most: promoters fall out of step. */
function backOff(): Script<never> {
  return sh`
    back_off() {
      limit=$((5 << attempt))
      if [ "\${limit}" -gt 300 ]; then limit=300; fi
      random="$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')"
      tenths=$((random % limit))
      sleep "$((tenths / 10)).$((tenths % 10))"
    }
  `;
}
