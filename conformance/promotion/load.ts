import { type PromotionIntent, PromotionIntent as Intent, PromotionTarget } from '../../lib/promotion';

/** What one writer promotes: a service of its own, build after build, from a first number to a last. */
export interface Work {
  readonly service: string;
  readonly first: number;
  readonly last: number;
  /** The step from one number to the next. */
  readonly step: number;
  /** The longest pause before each promotion, in milliseconds. */
  readonly pause: number;
  /** The address of the repository: of git, or of GitHub's API. */
  readonly git?: string;
  readonly github?: string;
  /** Whether a build that is refused as older than what is promoted is left, and the next one tried. @default it is a fault */
  readonly mayBeOvertaken?: boolean;
}

/** What a writer says of one promotion. */
export interface Said {
  readonly order: number;
  readonly changed?: boolean;
  readonly refused?: string;
}

export const ENVIRONMENT = 'production';

/** The file of a service with the digest of a build: comments, odd spaces and line ends are part of it. */
export function textOf(service: string, order: number): string {
  return [
    `# What ${ENVIRONMENT} runs of ${service}.   `,
    'apiVersion: kustomize.config.k8s.io/v1alpha1',
    "kind:   Component   # by 'hand'",
    'images:',
    `  - name: ghcr.io/acme/${service}-sidecar`,
    `    digest: ${digestOf(0)} # another's`,
    `  -   name: "ghcr.io/acme/${service}"`,
    `      digest: "${order === 0 ? '' : digestOf(order)}" # the promoter's\t`,
    '# end',
    '',
  ].join(service.endsWith('0') ? '\r\n' : '\n');
}

export function fileOf(service: string): string {
  return `promoted/${ENVIRONMENT}/${service}/kustomization.yaml`;
}

export function targetOf(service: string): PromotionTarget {
  return PromotionTarget.kustomize(fileOf(service));
}

export function intentOf(service: string, order: number): PromotionIntent {
  return Intent.of({
    ...{ service, environment: ENVIRONMENT, image: `ghcr.io/acme/${service}`, digest: digestOf(order), order },
    commit: order.toString(16).padStart(40, '0'),
    run: `build ${order}`,
  });
}

function digestOf(order: number): string {
  return `sha256:${order.toString(16).padStart(64, '0')}`;
}

/** A commit of the branch, as far as it is judged: its message, and the text of the file of its service. */
export interface Judged {
  readonly message: string;
  readonly text: (service: string) => string | undefined;
}

/** What is wrong with a history: each build of each service must have one commit, in rising order, with the exact bytes. */
export function faultsOf(
  history: readonly Judged[],
  wanted: ReadonlyMap<string, readonly number[]>,
): readonly string[] {
  const seen = new Map<string, number[]>();
  const faults: string[] = [];
  for (const { message, text } of history) {
    const service = /^Promoted-Service: (.+)$/m.exec(message)?.[1];
    const order = Number(/^Source-Order: (\d+)$/m.exec(message)?.[1]);
    if (service === undefined) continue;
    seen.set(service, [...(seen.get(service) ?? []), order]);
    if (text(service) !== textOf(service, order)) faults.push(`${service} ${order}: other bytes changed too`);
  }
  for (const [service, orders] of wanted) {
    const got = seen.get(service) ?? [];
    const lost = orders.filter((order) => !got.includes(order));
    if (lost.length > 0) faults.push(`${service}: lost ${lost.slice(0, 5).join(', ')}`);
    if (new Set(got).size < got.length) faults.push(`${service}: doubled`);
  }
  for (const [service, got] of seen) {
    if (got.some((order, i) => order < (got[i - 1] ?? 0))) faults.push(`${service}: went back`);
  }
  return faults;
}
