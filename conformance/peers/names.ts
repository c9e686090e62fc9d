/**
 * Which words of a peer name the fault that a rule of slipway finds; written by reading what the peers really print.
 * A rule that is not here is one that no peer has words for.
 */
export const NAMES: Readonly<Record<string, RegExp>> = {
  // tekton-lint
  TKN020: /no-extra-param/,
  TKN021: /no-missing-param/,
  TKN023: /no-missing-resource .*task '(?!undefined)/,
  TKN040: /no-latest-image/,
  TKN024: /no-missing-resource .*pipeline/i,
  // kubeconform, and the decoder in it
  SCH001: /additional propert/i,
  SCH002: /missing propert|got .*, want|does not match/i,
  SCH005: /already set in map/,
  ARG001: /missing property 'metadata'|missing property 'project'/,
  // kubectl argo rollouts lint
  ROL001: /missing field '\.spec\.selector'/,
  ROL013: /not found in route/,
  ROL060: /spec\.template/,
  // checkov
  KUB001: /CKV_K8S_14 /,
  KUB002: /CKV_K8S_43 /,
  KUB007: /CKV_K8S_1[0-3] /,
  KUB029: /CKV_K8S_21 /,
  IAM002: /CKV_AWS_/,
  OID009: /CKV_AWS_(358|393)/,
  // zizmor, actionlint
  GHA003: /"runs-on" section is missing/,
  GHA004: /needs job .* does not exist/,
  GHA005: /not be a reusable|subdirector/,
  GHA007: /^expression /,
  GHA008: /is not defined in object type|undefined (variable|property)/,
  GHA009: /is not defined in object type|undefined variable/,
  GHA020: /unpinned-uses/,
  GHA021: /unpinned-uses/,
  GHA022: /unpinned-uses/,
  GHA023: /impostor-commit|ref-confusion|ref-version-mismatch|unpinned-uses/,
  GHA024: /known-vulnerable-actions/,
  GHA026: /archived-uses/,
  GHA029: /unpinned-images/,
  GHA040: /excessive-permissions|CKV2_GHA_1/,
  GHA041: /excessive-permissions/,
  GHA043: /excessive-permissions/,
  GHA050: /dangerous-triggers/,
  GHA060: /template-injection/,
  GHA061: /template-injection/,
  GHA062: /template-injection/,
  GHA066: /SC\d+.*\$/,
  GHA072: /secrets-inherit/,
  GHA096: /cache-poisoning/,
  GHA120: /concurrency-limits/,
  GHA121: /concurrency-limits/,
  // hadolint
  DKR001: /DL3006|CKV_DOCKER_7/,
  DKR002: /DL3007|CKV_DOCKER_7/,
  DKR004: /DL3002|CKV_DOCKER_[38]/,
  DKR015: /DL3020/,
  DKR017: /DL3009/,
  DKR018: /DL3009|DL3027/,
};
