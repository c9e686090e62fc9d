import { type Line, summary, verdictOf } from './report';

/** What each engine is, in one sentence that follows its name. */
const WHAT: Readonly<Record<string, string>> = {
  tekton:
    'The admission and reconciler code of Tekton Pipelines and Triggers, the pod of an EventListener that is sent recorded webhooks, and the shells and shellcheck on every script.',
  terraform:
    'Terraform with the real AWS provider: validation, then a whole life (plan, apply, plan again, destroy) against moto, a mock of AWS.',
  terrain:
    'CDK Terrain, the fork that goes on with cdktf, installed in its place through npm aliases: the same program has to type-check and to write the same files, which the engine terraform has judged.',
  kubernetes:
    'A kube-apiserver with etcd and the schemas of every kind: strict decoding, validation, and admission of the pods under Pod Security. The rooms are what the constructs around a service render to, beside the order-service.',
  rollouts: '`kubectl argo rollouts lint` on every Rollout together with its Services.',
  'rollouts-controller':
    'The controller of Argo Rollouts on a kube-apiserver, with a Prometheus whose answers are scripted: the models have to foretell what it does and what a person makes it do, and the synthesized Rollouts have to reach their end. The plugin for the Gateway API is among it where SLIPWAY_GATEWAY_API_PLUGIN names its program.',
  kyverno: "Kyverno's command on every policy, against the workloads that were synthesized beside it and their pods.",
  'kyverno-signatures':
    "Images that cosign has signed in a registry on loopback, judged by Kyverno's command under the library's own policies.",
  'kyverno-keyless':
    "Signers without keys, certified by Fulcio's own code in a Sigstore that lives for one run, judged by Kyverno's command with every check of certificates and logs on.",
  kustomize:
    'The kustomize inside kubectl, which builds every folder as GitOps would, and the folder of each environment as a whole.',
  helm: 'Helm, which renders the chart of every folder to the objects that kustomize builds, from one file of the promoter.',
  styles:
    'The programs of the other styles in apps/, by Argo CD and by Flux with Flagger, before the same API server and kustomize.',
  monitoring:
    'promtool of Prometheus on every PrometheusRule, on histories in which each alert fires and is silent and each DORA figure is known, and on expressions that the library must judge alike.',
  secrets: 'kubeseal, which opens what `slipway seal` has sealed, with the private key of a throwaway controller.',
  workflows:
    "GitHub's own parser and language service, actionlint, zizmor at its strictest, and shellcheck, on every workflow that was synthesized, on those of apps/repository.ts and of further programs. One program says all that the model can say: each key of GitHub's schema is in it, or refused with a reason.",
  gitlab:
    'gitlab-ci-local, with the schema of GitLab, on pipelines of every language and registry, as a list of jobs and as the merged file.',
  dockerfile:
    "BuildKit's own parser and checks and hadolint on a Dockerfile of each language, and the steps of each, run without an image up to the service that they built, with the tools of the machine in the place of those of the base image.",
  differential: 'Thousands of made-up inputs through the models and through the Go packages that the models describe.',
  bytes: 'The same program run again, in another folder and time zone, and on other versions of Node.',
  commands: 'The commands of cdk8s and cdktf, which run the same program.',
  promotion:
    "Twenty writers that promote to one branch at once and are killed at random moments, by git push to a real server of git and by GitHub's API as a server on loopback answers it. A usual run makes two thousand. On 2026-11-21 `SLIPWAY_PROMOTIONS=10000` made 1,000 by git with 495 kills and 9,000 by the API with 708: none was lost, doubled or untidy, and whatever failed left with another code than 0.",
  package: 'The package as it would be published, installed where neither cdktf nor this project is.',
};

const HOW_TO_RUN = `## How to run it

\`\`\`sh
npm run synth                          # the engines judge what this writes
npm run conformance                    # all engines
npm run conformance -- kyverno tekton  # some of them
npm run conformance -- --page          # all, and writes this page
\`\`\`

The engines are built once from the package registries, into a folder outside the checkout: \`SLIPWAY_CACHE\`, or else
\`.cache/slipway-conformance\` in the home folder. That takes half an hour on two processors and needs Go; a run afterwards takes about
nine minutes. An engine whose toolchain is missing is skipped, and says what it misses. The exit code is 1 when anything failed.

A line that says _broken on purpose_ is an input that the engine must refuse, for the expected reason: it passes when it is refused.
`;

/** Throws where an engine has no sentence; asked before a run of minutes begins. */
export function whatIs(engine: string): string {
  const sentence = WHAT[engine];
  if (sentence === undefined) throw new Error(`no sentence in conformance/page.ts says what the engine ${engine} is`);
  return sentence;
}

/** The page about a whole run. The same verdicts make the same bytes: no times, no places, none of an engine's words. */
export function page(lines: readonly Line[]): string {
  const engines = [...new Set(lines.map(({ engine }) => engine))];
  return [
    '# Conformance',
    '<!-- Written by npm run conformance -- --page; do not edit. -->',
    'What real engines say of the order-service that `npm run synth` writes, and of the models in this library.',
    `In all: ${summary(lines)}.`,
    ...engines.map((engine) =>
      section(
        engine,
        lines.filter((line) => line.engine === engine),
      ),
    ),
    HOW_TO_RUN,
  ].join('\n\n');
}

function section(engine: string, lines: readonly Line[]): string {
  const versions = [...new Set(lines.map(({ version }) => version))];
  const rows = lines.map((line) => [line.judged, verdictOf(line).toLowerCase()]);
  const reasons = [...new Set(lines.flatMap(({ skipped }) => skipped ?? []))];
  return [
    `## ${engine}`,
    whatIs(engine),
    `Version: ${versions.join('; ')}.`,
    table([['judged', 'verdict'], ...rows.map((row) => row.map(escaped))]),
    ...reasons.map((reason) => `Skipped: ${escaped(reason)}.`),
  ].join('\n\n');
}

/** A Markdown table with columns of one width, as prettier writes it. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Keeps a cell in its cell, and its stars and underscores as they are. */
function escaped(cell: string): string {
  return cell.replaceAll(/[\\|*_<`]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ');
}
