import {
  allowList,
  clusterPolicy,
  ISSUER,
  keylessEntry,
  objects,
} from '../../../../lib/systems/kyverno/rules/examples';
import { said } from './said';

test('KYV022 takes the beginning of a tag for what it is', () => {
  expect(said('KYV022', objects(allowList("image.startsWith('ghcr.io/acme/api:v1.')")))).toEqual([]);
  expect(said('KYV022', objects(allowList("image.startsWith('ghcr.io:5000/acme')")))).toHaveLength(1);
});

const trusting = (subject: string): ReturnType<typeof objects> =>
  objects(clusterPolicy({ type: 'Cosign', attestors: [keylessEntry({ issuer: ISSUER, subject })] }));

test('KYV023 lets any release of one workflow pass', () => {
  const workflow = 'https://github.com/acme/generator/.github/workflows/build.yml';
  expect(said('KYV023', trusting(`${workflow}@refs/tags/v*`))).toEqual([]);
  expect(said('KYV023', trusting(`${workflow}@refs/heads/*`))).toHaveLength(1);
});
