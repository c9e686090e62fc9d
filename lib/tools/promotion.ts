import { type ImageRepository, commitTimePatch } from '../model';
import { type ShellTag } from './shell-tag';

/** What a promotion says, and where it says it; `V` is whatever may stand in a script of the CI system that runs it. */
export interface Promotion<V> {
  readonly service: string;
  readonly environment: string;
  readonly repository: ImageRepository;
  /** The git repository's address. */
  readonly url: string;
  /** The whole ref of the branch, such as `refs/heads/main`. */
  readonly branch: string;
  /** The file's path in the git repository: the promoter writes it whole, so it belongs to this promoter alone. */
  readonly file: string;
  /** How often a push is tried. */
  readonly tries: number;
  /** The image by digest, at the address of the repository. */
  readonly image: V;
  /** The commit of the source that it was built from. */
  readonly commit: V;
  /** When it was committed, as RFC 3339 or in seconds since 1970; empty where nobody knows. */
  readonly time: V;
  /** The run that promotes: small letters, digits, dots and dashes. */
  readonly run: V;
  /** A checkout of the source with its whole history; `bound` is the text `true` where there is one. */
  readonly history: { readonly bound: V; readonly path: V };
  /** A number that grows with every build, against going back where no checkout is at hand. @default none */
  readonly order?: V;
  /** The environment that must run the image already, and the file that says so. @default the image may be new */
  readonly after?: { readonly environment: string; readonly file: string };
  /** The file to write the commit of the git repository to. */
  readonly revision: V;
  /** Lines after which git gets in. */
  readonly auth: V;
}

/**
 * A script for a shell with git and nothing else. It writes the promoter's file by compare-and-swap: it makes a commit on
 * the head that it has seen and pushes it without force, so the push fails when another was faster. Then it reads again and
 * starts over from what it was told to say, never from text that was merged. `sh` is the template tag of the CI system.
 */
export function promotionScript<V, S extends V>(sh: ShellTag<V, S>, promotion: Promotion<V>): S {
  const checked = [...numbers(sh, promotion), ...stops(sh, promotion)].reduce<S>(
    (before, next) => sh`
      ${before}
      ${next}
    `,
    history(sh, promotion),
  );
  return sh`
    ${intent(sh, promotion)}
    ${checked}
    ${content(sh, promotion)}
    ${commit(sh, promotion)}
    ${backOff(sh)}
    ${promotion.auth}
    cd "$(mktemp -d)"
    git init --quiet .
    ${compareAndSwap(sh, promotion)}
  `;
}

function compareAndSwap<V, S extends V>(sh: ShellTag<V, S>, promotion: Promotion<V>): S {
  const { url, branch, file, tries, revision } = promotion;
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
        printf %s "\${head}" > ${revision}
        exit 0
      fi
      ${checks(sh, promotion)}
      make_commit
      if git push --quiet ${url} "\${next}:"${branch}; then
        echo "promoted by \${next}"
        printf %s "\${next}" > ${revision}
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

/** What must hold on the head that was read: asked again at every try. */
function checks<V, S extends V>(sh: ShellTag<V, S>, { order, after }: Promotion<V>): S {
  const numbered = order === undefined ? sh`check_history` : sh`check_history; check_order`;
  return after === undefined ? numbered : sh`${numbered}; check_after`;
}

/** A later build has a greater number. */
function numbers<V, S extends V>(sh: ShellTag<V, S>, { order }: Promotion<V>): readonly S[] {
  if (order === undefined) return [];
  return [
    sh`
      order=${order}
      case "\${order}" in (*[!0-9]* | '') fail "not a number: \${order}" ;; esac
      check_order() {
        before="$(printf '%s\n' "\${current}" | sed -n 's/^# order: \([0-9]*\)$/\1/p')"
        if [ -n "\${before}" ] && [ "\${before}" -gt "\${order}" ]; then
          fail "number \${before} is promoted, and this is number \${order}: this run was overtaken"
        fi
      }
    `,
  ];
}

/** What an environment gets, the one before it runs already: nothing is built again, and nothing skips a stop. */
function stops<V, S extends V>(sh: ShellTag<V, S>, { after }: Promotion<V>): readonly S[] {
  if (after === undefined) return [];
  return [
    sh`
      check_after() {
        earlier="$(git show "\${head}:"${after.file} 2>/dev/null || true)"
        if [ "$(printf '%s\n' "\${earlier}" | sed -n 's/^ *digest: //p')" != "\${digest}" ]; then
          fail ${`${after.environment} does not run this image: promote it there first`}
        fi
      }
    `,
  ];
}

/** The values, checked: they become lines of a file that a cluster applies. */
function intent<V, S extends V>(sh: ShellTag<V, S>, promotion: Promotion<V>): S {
  const { image, commit, time, run, repository } = promotion;
  return sh`
    fail() {
      printf '%s\n' "$1" >&2
      exit 1
    }
    image=${image}
    commit=${commit}
    time=${time}
    run=${run}
    digest="\${image##*@sha256:}"
    case "\${commit}" in (*[!0-9a-f]* | '') fail "not a commit: \${commit}" ;; esac
    case "\${time}" in
      (*[!0-9]* | '') ;;
      (*) time="$(date -u -d "@\${time}" +%Y-%m-%dT%H:%M:%SZ)" ;;
    esac
    case "\${time}" in
      (*[!0-9TZ:+-]*) fail "not the time of a commit: \${time}" ;;
      ('' | ????-??-??T??:??:??Z | ????-??-??T??:??:??[+-]??:??) ;;
      (*) fail "not the time of a commit: \${time}" ;;
    esac
    case "\${run}" in (*[!a-z0-9.-]*) fail "not the name of a run: \${run}" ;; esac
    case "\${digest}" in (*[!0-9a-f]* | '') fail "not an image by digest: \${image}" ;; esac
    digest="sha256:\${digest}"
    address=${repository.address}
    if [ "\${image}" != "\${address}@\${digest}" ]; then fail "not an image of \${address}: \${image}"; fi
  `;
}

/** Only the objects of the checkout are read, not its configuration: a test may have written to it. */
function history<V, S extends V>(sh: ShellTag<V, S>, { history: { bound, path } }: Promotion<V>): S {
  return sh`
    check_history() {
      if [ ${bound} != true ] || [ -z "\${promoted}" ] || [ "\${promoted}" = "\${commit}" ]; then return; fi
      export GIT_ALTERNATE_OBJECT_DIRECTORIES=${path}/.git/objects
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

/** The content of the promoter's file. The time of the commit goes onto the workload itself: on its pods it would start a release. */
function content<V, S extends V>(sh: ShellTag<V, S>, promotion: Promotion<V>): S {
  const { service, environment, repository, order } = promotion;
  const recorded = order === undefined ? sh`"# run: \${run}"` : sh`"# run: \${run}" "# order: \${order}"`;
  const [before = '', after = ''] = `    patch: '${commitTimePatch(service, '\0')}'`.split('\0');
  return sh`
    content() {
      printf '%s\n' \
        ${`# What ${environment} runs of ${service}. Its pipeline writes this file: a change by hand is lost.`} \
        "# commit: \${commit}" \
        ${recorded} \
        'apiVersion: kustomize.config.k8s.io/v1alpha1' \
        'kind: Component' \
        'images:' \
        ${`  - name: ${repository.address}`} \
        "    digest: \${digest}"
      if [ -n "\${time}" ]; then
        printf '%s\n' \
          'patches:' \
          ${`  - target: { kind: Rollout|Deployment, name: ${service} }`} \
          ${before}"\${time}"${after}
      fi
    }
  `;
}

/** The file is written whole, and the commit is made without a working tree: nothing of the repository is ever run. */
function commit<V, S extends V>(sh: ShellTag<V, S>, promotion: Promotion<V>): S {
  const { service, environment, file } = promotion;
  return sh`
    make_commit() {
      blob="$(content | git hash-object -w --stdin)"
      git read-tree "\${head}"
      git update-index --add --cacheinfo 100644 "\${blob}" ${file}
      tree="$(git write-tree)"
      next="$(git commit-tree "\${tree}" -p "\${head}" -m ${`Promote ${service} to ${environment}`} \
        -m "$(printf 'Image: %s\nCommit: %s\nRun: %s' "\${image}" "\${commit}" "\${run}")")"
    }
  `;
}

/** Waits for a random time up to half a second, doubled at each try, 30 seconds at most: promoters fall out of step. */
function backOff<V, S extends V>(sh: ShellTag<V, S>): S {
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
