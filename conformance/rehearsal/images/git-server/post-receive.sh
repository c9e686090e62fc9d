#!/bin/sh
# Tells of each pushed ref as GitHub does: a JSON document, signed with the repository's secret.
set -eu

repository="$(pwd -P)"
repository="${repository#/srv/git/}"
full="${repository%.git}"
facts="/etc/git-server/$(printf %s "${full}" | tr / .)"
[ -f "${facts}.url" ] || exit 0
none=0000000000000000000000000000000000000000

while read -r before after ref; do
  created=false
  deleted=false
  if [ "${before}" = "${none}" ]; then created=true; fi
  if [ "${after}" = "${none}" ]; then deleted=true; fi
  body="$(printf '{"ref":"%s","before":"%s","after":"%s","created":%s,"deleted":%s,"forced":false,"repository":{"id":%s,"name":"%s","full_name":"%s","private":true,"owner":{"id":%s,"login":"%s"},"default_branch":"main"},"pusher":{"name":"git"},"head_commit":{"id":"%s"}}' \
    "${ref}" "${before}" "${after}" "${created}" "${deleted}" "$(cat "${facts}.id")" "${full#*/}" "${full}" \
    "$(cat "${facts}.owner-id")" "${full%/*}" "${after}")"
  signature="$(printf %s "${body}" | openssl dgst -sha256 -hmac "$(cat "${facts}.secret")" -r | cut -d ' ' -f 1)"
  # Whoever listens cannot refuse a push; its answer stands in the log of the push.
  printf %s "${body}" | curl --silent --show-error --max-time 10 --data-binary @- \
    -H 'Content-Type: application/json' -H 'X-GitHub-Event: push' \
    -H "X-GitHub-Delivery: $(cat /proc/sys/kernel/random/uuid)" -H "X-Hub-Signature-256: sha256=${signature}" \
    "$(cat "${facts}.url")" || echo "nobody was told of ${ref}" >&2
done
