import { ImageRepository, PinnedImage, Platform } from '../../../lib/model';
import {
  AllowedImages,
  Namespaces,
  RegistryAllowList,
  type RegistryAllowListProps,
} from '../../../lib/systems/kyverno';
import { rendered } from './rendered';

const TOOL = 'ghcr.io/acme/tool:v1@sha256:5a1f6ccbe04da18f8290e9d25af77ea548bdce418f69ef9a1ba21a17b7636dfa';

const PROPS: RegistryAllowListProps = {
  name: 'registries',
  allow: [
    AllowedImages.repository(ImageRepository.at('ghcr.io/acme/order-service')),
    AllowedImages.below('registry.k8s.io'),
    AllowedImages.image(PinnedImage.of(TOOL)),
  ],
  namespaces: Namespaces.allExcept('kyverno', 'kube-system'),
  platform: Platform.newest,
};

const lists = (changes: Partial<RegistryAllowListProps> = {}): object[] =>
  rendered((chart) => new RegistryAllowList(chart, 'registries', { ...PROPS, ...changes }));

test('keeps out what does not come from a known place: in pods, their ephemeral containers and Rollouts', () => {
  const images = (...listed: string[]): string =>
    [
      `(${listed.map((list) => `${list}.orValue([])`).join(' +\n ')}).map(container,`,
      `  container.image.matches('^(localhost|[^/]*[.:][^/]*)/') ? container.image :`,
      `  (container.image.contains('/') ? 'docker.io/' : 'docker.io/library/') + container.image)`,
    ].join('\n');
  const strangers = [
    'variables.images.filter(image, !(',
    "  image.startsWith('ghcr.io/acme/order-service:') || image.startsWith('ghcr.io/acme/order-service@') ||",
    "  image.startsWith('registry.k8s.io/') ||",
    `  image == '${TOOL}'))`,
  ].join('\n');
  const policy = (name: string, rule: object, expression: string): object => ({
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name },
    spec: {
      matchConstraints: {
        namespaceSelector: {
          matchExpressions: [
            { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kyverno', 'kube-system'] },
          ],
        },
        resourceRules: [rule],
      },
      matchConditions: [
        { name: 'pods-change', expression: "request.operation == 'CREATE' || object.spec != oldObject.spec" },
      ],
      variables: [
        { name: 'images', expression },
        { name: 'strangers', expression: strangers },
      ],
      validations: [
        {
          expression: 'variables.strangers.size() == 0',
          messageExpression: "'registries: not from an allowed place: ' + variables.strangers.join(', ')",
        },
      ],
      validationActions: ['Deny'],
      failurePolicy: 'Fail',
    },
  });
  const ofPods = images('object.spec.?containers', 'object.spec.?initContainers', 'object.spec.?ephemeralContainers');
  const ofRollouts = images('object.spec.?template.?spec.?containers', 'object.spec.?template.?spec.?initContainers');
  const core = { apiGroups: [''], apiVersions: ['v1'] };
  const both = { operations: ['CREATE', 'UPDATE'] };
  expect(lists()).toEqual([
    policy('registries', { ...core, ...both, resources: ['pods'] }, ofPods),
    policy(
      'registries-ephemeral',
      { ...core, operations: ['UPDATE'], resources: ['pods/ephemeralcontainers'] },
      ofPods,
    ),
    policy(
      'registries-rollouts',
      { apiGroups: ['argoproj.io'], apiVersions: ['v1alpha1'], ...both, resources: ['rollouts'] },
      ofRollouts,
    ),
  ]);
});

test.each<[Partial<RegistryAllowListProps>, string]>([
  [{ allow: [] }, 'RegistryAllowList.allow: expected at least one place, got []'],
  [
    { name: 'Registries' },
    'RegistryAllowList.name: expected 1 to 53 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Registries"',
  ],
  [
    { platform: Platform.of({ kyverno: '1.16' }) },
    'RegistryAllowList.platform: expected Kyverno 1.17 or newer, got "Kyverno 1.16"',
  ],
])('refuses %#', (changes, message) => {
  expect(() => lists(changes)).toThrow(message);
});

test.each(['registry.k8s.io', 'localhost:5000', 'ghcr.io/acme', 'docker.io/library'])('allows below %s', (path) => {
  expect(AllowedImages.below(path)._render()).toBe(`image.startsWith('${path}/')`);
});

test.each(['acme', 'ghcr.io/', 'ghcr.io/acme:1', 'ghcr.io/*', "ghcr.io/acme') || (true", ''])(
  'refuses to allow below %j',
  (path) => {
    expect(() => AllowedImages.below(path)).toThrow(
      `AllowedImages.below: expected a registry's host, or a path below it, without a slash at the end, got ${JSON.stringify(path)}`,
    );
  },
);
