#!/bin/bash
set -euo pipefail
GITOPS_REPO="https://x-access-token:${GITOPS_TOKEN}@github.com/myorg/platform-gitops.git"
SERVICE="order-service"
NEW_TAG="${GITHUB_SHA:0:7}"
ENV="${1:-staging}" # default to staging; pass 'production' for prod promotion
git clone "${GITOPS_REPO}" /tmp/gitops
cd /tmp/gitops
# Update image tag in Kustomize overlay
yq eval -i ".images[] |= select(.name == \"*/${SERVICE}\").newTag = \"${NEW_TAG}\"" \
  "services/${SERVICE}/overlays/${ENV}/kustomization.yaml"
# Verify the change looks correct
git diff
git config user.email "ci-bot@myorg.com"
git config user.name "CI Bot"
git add "services/${SERVICE}/overlays/${ENV}/"
git commit -m "chore(${ENV}): update ${SERVICE} to ${NEW_TAG}
Source: ${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}
Image: ${REGISTRY}/${SERVICE}@${IMAGE_DIGEST}"
# Retry push in case of concurrent commits
for i in 1 2 3; do
  git pull --rebase origin main && git push && break || sleep $((i * 5))
done
