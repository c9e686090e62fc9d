import { readFileSync } from 'node:fs';
import { RootConstruct } from 'constructs';
import { ImageRepository, Platform, SigningIdentity } from '../../../lib/model';
import { ImageTrustPolicy, Namespaces } from '../../../lib/systems/kyverno';

const ISSUER = 'https://token.actions.githubusercontent.com';
const props = {
  name: 'images',
  images: [ImageRepository.at('ghcr.io/acme/order-service')],
  namespaces: Namespaces.named('shop'),
  platform: Platform.newest,
};

/** Never run: the compiler must refuse each line that is marked. */
export function mustNotCompile(): void {
  const root = new RootConstruct();
  // @ts-expect-error who is trusted is an identity, not a pattern
  new ImageTrustPolicy(root, 'a', { ...props, trusts: ['https://github.com/acme/*'] });
  // @ts-expect-error a certificate has one subject, not an expression
  SigningIdentity.certificate({ subjectRegExp: '.*', issuer: ISSUER });
  // @ts-expect-error a certificate has an issuer
  SigningIdentity.certificate({ subject: 'https://github.com/acme/order-service' });
}

test('no program that must not compile has been lost', () => {
  expect(readFileSync(__filename, 'utf8').match(/^ *\/\/ @ts-expect-error .+$/gm)).toHaveLength(3);
});
