import { App, Chart } from 'cdk8s';
import { ImageDigest, ImageRepository, PinnedImage, Platform } from '../../../lib/model';
import { AllowedImages, Namespaces, RegistryAllowList } from '../../../lib/systems/kyverno';
import { tryAllowedPlaces } from '../../../lib/systems/kyverno/allowed-places';
import { type CelPolicySpec } from '../../../lib/systems/kyverno/kinds';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const repository = ImageRepository.at('ghcr.io/acme/api');
const tool = PinnedImage.of(`curlimages/curl:8.22.0@${DIGEST}`);

function specOf(allow: readonly AllowedImages[]): CelPolicySpec {
  const chart = new Chart(new App(), 'chart');
  new RegistryAllowList(chart, 'list', {
    name: 'list',
    allow,
    namespaces: Namespaces.named('shop'),
    platform: Platform.newest,
  });
  return (chart.toJson() as { spec: CelPolicySpec }[])[0]?.spec ?? {};
}

test.each([
  [`ghcr.io/acme/api@${DIGEST}`, true],
  ['ghcr.io/acme/api:v1', true],
  ['ghcr.io/acme/api', true],
  [tool.reference, true],
  [`curlimages/curl:8.22.0@${DIGEST}`, true],
  ['registry.k8s.io/pause:3.10', true],
  [`ghcr.io/acme/api-evil@${DIGEST}`, false],
  ['docker.io/curlimages/curl:8.22.0', false],
  ['nginx', false],
])('reads back what a RegistryAllowList admits: %s is %p', (image, admitted) => {
  const allow = [
    AllowedImages.repository(repository),
    AllowedImages.image(tool),
    AllowedImages.below('registry.k8s.io'),
  ];
  expect(tryAllowedPlaces(specOf(allow))?.admits(image)).toBe(admitted);
});

test('reads a list of one place', () => {
  const places = tryAllowedPlaces(specOf([AllowedImages.image(repository.pinned(ImageDigest.of(DIGEST)))]));
  expect([places?.admits(`ghcr.io/acme/api@${DIGEST}`), places?.admits('ghcr.io/acme/api:v1')]).toEqual([true, false]);
});

test.each([
  "object.spec.containers.all(c, c.image.startsWith('ghcr.io/acme/'))",
  "object.spec.containers.map(c, c.image).all(image, image.startsWith('ghcr.io/acme/') && image.size() < 99)",
  "object.spec.containers.map(c, c.image).all(image, image.matches('.*'))",
])('reads nothing from an expression of another form: %s', (expression) => {
  expect(tryAllowedPlaces({ validations: [{ expression }] })).toBeUndefined();
});
