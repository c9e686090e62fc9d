import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Output } from '../../conformance/output';
import { synthesizedScenarios } from '../../conformance/rollouts/controller/synthesized';
import { PinnedImage } from '../../lib/model';

const IMAGE = PinnedImage.of(`registry.example/order-service@sha256:${'a'.repeat(64)}`);

const ROLLOUT = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: order-service, namespace: shop }
spec:
  strategy: { canary: { trafficRouting: { plugins: {} }, steps: [{ pause: { duration: 10m } }, { pause: {} }] } }
  template: { spec: { containers: [{ name: order-service, image: registry.example/order-service }] } }
`;
const BESIDE = `---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: error-rate, namespace: shop }
spec: { metrics: [{ interval: 30s, provider: { prometheus: { address: http://prometheus, query: up } } }] }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: order-service, namespace: shop }
spec: { minReplicas: 10 }
---
apiVersion: v1
kind: Service
metadata: { name: stranger, namespace: elsewhere }
`;

const scenariosOf = (files: Readonly<Record<string, string>>) => {
  const root = mkdtempSync(join(tmpdir(), 'slipway-synthesized-'));
  try {
    for (const [environment, text] of Object.entries(files)) {
      mkdirSync(join(root, 'dist', environment), { recursive: true });
      writeFileSync(join(root, 'dist', environment, 'all.yaml'), text);
    }
    return synthesizedScenarios(Output.read(root));
  } finally {
    rmSync(root, { recursive: true });
  }
};

test('a Rollout is updated once well, and once badly where it has a gate', () => {
  const scenarios = scenariosOf({ production: ROLLOUT + BESIDE, staging: ROLLOUT });
  expect(scenarios.map(({ name, ends, answers }) => [name, ends, answers])).toEqual([
    ['synthesized-production-order-service', 'Healthy', [0]],
    ['synthesized-production-order-service-bad', 'Degraded', [1000]],
    ['synthesized-staging-order-service', 'Healthy', [0]],
  ]);
});

test('a copy has short waits, a namespace of its own, the pods of its autoscaler and no router', () => {
  const [scenario] = scenariosOf({ production: ROLLOUT + BESIDE });
  const namespace = 'synthesized-production-order-service';
  expect(scenario?.objects(IMAGE, 'http://127.0.0.1:9090')).toEqual([
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'order-service', namespace },
      spec: {
        strategy: { canary: { steps: [{ pause: { duration: '2s' } }, { pause: {} }] } },
        template: { spec: { containers: [{ name: 'order-service', image: IMAGE.reference }] } },
        replicas: 10,
      },
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name: 'error-rate', namespace },
      spec: {
        metrics: [{ interval: '1s', provider: { prometheus: { address: 'http://127.0.0.1:9090', query: 'up' } } }],
      },
    },
  ]);
});
