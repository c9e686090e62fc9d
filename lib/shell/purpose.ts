import { type ShellCommand, programOf } from './shell-commands';

/** What a command is for, as far as its first words tell. */
export type Purpose = 'test' | 'lint' | 'build' | 'scan' | 'sign' | 'attest' | 'verify' | 'deploy';

/** Programs by what they are for: the words that must follow, or any. */
const TOOLS: Readonly<Record<string, Readonly<Partial<Record<Purpose, RegExp>>>>> = {
  go: { test: /^(test|vet)$/, build: /^(build|install)$/ },
  npm: { test: /^(test|t)$/, build: /^(ci|install)$/ },
  yarn: { test: /^test$/ },
  pnpm: { test: /^test$/ },
  mvn: { test: /^(test|verify)$/, build: /^(package|install)$/ },
  gradle: { test: /^(test|check)$/, build: /^build$/ },
  gradlew: { test: /^(test|check)$/, build: /^build$/ },
  make: { test: /^(test|check)$/, build: /^(all|build)$/ },
  cargo: { test: /^test$/, build: /^build$/, lint: /^clippy$/ },
  pytest: { test: /^/ },
  tox: { test: /^/ },
  'golangci-lint': { lint: /^run$/ },
  hadolint: { lint: /^/ },
  shellcheck: { lint: /^/ },
  conftest: { lint: /^(test|verify)$/ },
  buildah: { build: /^(bud|build|build-using-dockerfile|push)$/ },
  podman: { build: /^(build|push)$/ },
  docker: { build: /^(build|buildx|push)$/ },
  buildctl: { build: /^build$/ },
  'buildctl-daemonless.sh': { build: /^build$/ },
  executor: { build: /^/ },
  ko: { build: /^(build|publish)$/ },
  pack: { build: /^build$/ },
  trivy: { scan: /^(image|fs|filesystem|rootfs|sbom|vm)$/ },
  grype: { scan: /^/ },
  snyk: { scan: /^(container|test)$/ },
  osv: { scan: /^/ },
  'osv-scanner': { scan: /^/ },
  'clair-action': { scan: /^report$/ },
  cosign: { sign: /^sign$/, attest: /^attest$/, verify: /^(verify|verify-attestation)$/ },
  notation: { sign: /^sign$/, verify: /^verify$/ },
  'slsa-verifier': { verify: /^/ },
  kubectl: { deploy: /^(apply|set|patch|replace|rollout)$/ },
  helm: { deploy: /^(upgrade|install)$/ },
  kustomize: { deploy: /^edit$/ },
  argocd: { deploy: /^app$/ },
};

/** What a command is for; nothing where its program says nothing of the kind. */
export function tryPurpose(command: ShellCommand): Purpose | undefined {
  const program = programOf(command);
  const known = Object.hasOwn(TOOLS, program) ? TOOLS[program] : undefined;
  if (!known) return undefined;
  const rest = command.words.slice(command.words.findIndex((word) => word.endsWith(program)) + 1);
  const first = rest.filter((word) => !word.startsWith('-'));
  const found = Object.entries(known).find(([, words]) => words.test(first[0] ?? '') || words.test(first[1] ?? ''));
  return found?.[0] as Purpose | undefined;
}

/** What decides whether an image may go on: when it fails, the pipeline has to fail. */
export const GATES: readonly Purpose[] = ['test', 'lint', 'scan', 'verify'];
