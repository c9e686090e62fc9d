import { PromotionIntent, type PromotionIntentProps, PromotionTarget } from '../../lib/promotion';

export const COMMIT = '1'.repeat(40);
export const FILE = 'promoted/production/order-service/kustomization.yaml';
export const target = PromotionTarget.kustomize(FILE);

export const props: PromotionIntentProps = {
  service: 'order-service',
  environment: 'production',
  image: 'ghcr.io/acme/order-service',
  digest: digest('a'),
  commit: COMMIT,
  order: 10,
};

export function intent(other: Partial<PromotionIntentProps> = {}): PromotionIntent {
  return PromotionIntent.of({ ...props, ...other });
}

export function digest(letter: string): string {
  return `sha256:${letter.repeat(64)}`;
}

/** The promoter's file as somebody wrote it once. */
export function component(value = '""'): string {
  return `# what production runs
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
images:
  - name: ghcr.io/acme/order-service # by the promoter
    newTag: v1
    digest: ${value}   # never by hand
`;
}
