#!/bin/sh
# Applies some folders of a branch whenever the branch moves, and again every RESYNC seconds. What was refused is tried
# again after a pause that doubles each time, up to RESYNC seconds. It does no more: it deletes nothing, and says what it
# did in one line per folder.
#
# It applies from the client, as Argo CD does by default: what the controller of Rollouts has written into the selector of
# a Service stays. Applied by the server the selector is one value: each time it would lose the hash of the version, and
# a blue-green release its gates (https://github.com/argoproj/argo-rollouts/issues/3437).
set -eu

export GIT_SSH_COMMAND="ssh -F /dev/null -o BatchMode=yes -o IdentitiesOnly=yes -i /run/key -o UserKnownHostsFile=/etc/git/known_hosts"
install -m 600 /etc/git/identity /run/key
tried=none
pause="${INTERVAL}"
since=0

say() {
  printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)" "$*"
}

while true; do
  sleep "${INTERVAL}"
  since=$((since + INTERVAL))
  head="$(git ls-remote "${URL}" "refs/heads/${BRANCH}" | cut -f 1)" || { say "cannot ask for ${BRANCH}"; continue; }
  [ -n "${head}" ] || continue
  [ "${head}" != "${tried}" ] || [ "${since}" -ge "${pause}" ] || continue
  rm -rf /run/checkout
  git clone --quiet --depth 1 --branch "${BRANCH}" "${URL}" /run/checkout || { say "cannot clone"; continue; }
  head="$(git -C /run/checkout rev-parse HEAD)"
  [ "${head}" = "${tried}" ] || pause="${INTERVAL}"
  done=true
  for folder in ${FOLDERS}; do
    [ -d "/run/checkout/${folder}" ] || continue
    if said="$(kubectl apply --kustomize "/run/checkout/${folder}" 2>&1)"; then
      say "applied ${head} ${folder}"
    else
      say "failed ${head} ${folder}: $(printf %s "${said}" | tr '\n' ' ')"
      done=false
    fi
  done
  tried="${head}"
  since=0
  pause=$((pause * 2))
  if "${done}" || [ "${pause}" -gt "${RESYNC}" ]; then pause="${RESYNC}"; fi
done
