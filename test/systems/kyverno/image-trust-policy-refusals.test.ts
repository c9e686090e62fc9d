import { Duration, ImageRepository, Platform, PredicateType, SigningIdentity } from '../../../lib/model';
import { ImageTrustPolicy, type ImageTrustPolicyProps, Namespaces, SigstoreRoots } from '../../../lib/systems/kyverno';
import { rendered } from './rendered';

const ISSUER = 'https://token.actions.githubusercontent.com';
const OWN = 'https://github.com/acme/order-service/.github/workflows/build.yaml@refs/heads/main';
const ADDRESS = 'ghcr.io/acme/order-service';
const image = ImageRepository.at(ADDRESS);
const own = SigningIdentity.certificate({ subject: OWN, issuer: ISSUER });

const PROPS: ImageTrustPolicyProps = {
  name: 'order-service',
  images: [image],
  trusts: [own],
  namespaces: Namespaces.named('shop'),
  platform: Platform.newest,
};

test.each<[string, Partial<ImageTrustPolicyProps>, string]>([
  [
    'a name that leaves no room',
    { name: 'x'.repeat(54) },
    `ImageTrustPolicy.name: expected 1 to 53 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "${'x'.repeat(54)}"`,
  ],
  ['no image', { images: [] }, 'ImageTrustPolicy.images: expected at least one, got []'],
  [
    'an image twice',
    { images: [image, image] },
    `ImageTrustPolicy.images: expected each of them once, got "${ADDRESS}"`,
  ],
  ['no signer', { trusts: [] }, 'ImageTrustPolicy.trusts: expected at least one, got []'],
  [
    'a signer twice',
    { trusts: [own, own] },
    `ImageTrustPolicy.trusts: expected each of them once, got "${OWN} (issuer ${ISSUER})"`,
  ],
  [
    'a certificate without roots',
    { roots: SigstoreRoots.keysOnly },
    `ImageTrustPolicy.trusts: expected keys, where the roots are SigstoreRoots.keysOnly, got "${OWN} (issuer ${ISSUER})"; name the roots that its certificate comes from`,
  ],
  [
    'the signature as an extra',
    { requires: [PredicateType.signature] },
    'ImageTrustPolicy.requires: expected what is asked beside the signature, got "PredicateType.signature"',
  ],
  [
    'a type twice',
    { requires: [PredicateType.spdx, PredicateType.of('spdx', 'https://acme.dev/spdx')] },
    'ImageTrustPolicy.requires: expected each type once, got ["https://spdx.dev/Document","https://acme.dev/spdx"]',
  ],
  [
    'half a second',
    { timeout: Duration.millis(500) },
    'ImageTrustPolicy.timeout: expected whole seconds from 1 to 30, got "500ms"',
  ],
  [
    'more time than the API server gives',
    { timeout: Duration.seconds(31) },
    'ImageTrustPolicy.timeout: expected whole seconds from 1 to 30, got "31s"',
  ],
])('refuses %s', (_, changes, message) => {
  expect(() => rendered((chart) => new ImageTrustPolicy(chart, 'images', { ...PROPS, ...changes }))).toThrow(message);
});
