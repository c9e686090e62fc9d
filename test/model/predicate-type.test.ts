import { PredicateType } from '../../lib/model';

test('names the type as the statement and as cosign spell it', () => {
  const known = [
    PredicateType.signature,
    PredicateType.provenance,
    PredicateType.spdx,
    PredicateType.cycloneDx,
    PredicateType.vulnerabilities,
  ];
  expect(known.map(({ name, uri, cosignType }) => [name, uri, cosignType])).toEqual([
    ['signature', 'https://sigstore.dev/cosign/sign/v1', 'https://sigstore.dev/cosign/sign/v1'],
    ['provenance', 'https://slsa.dev/provenance/v1', 'slsaprovenance1'],
    ['spdx', 'https://spdx.dev/Document', 'spdxjson'],
    ['cyclonedx', 'https://cyclonedx.org/bom', 'cyclonedx'],
    ['vulnerabilities', 'https://cosign.sigstore.dev/attestation/vuln/v1', 'vuln'],
  ]);
});

test('takes a type of your own', () => {
  const review = PredicateType.of('review', 'https://acme.dev/review/v1');
  expect([review.name, String(review), review.cosignType]).toEqual([
    'review',
    'https://acme.dev/review/v1',
    'https://acme.dev/review/v1',
  ]);
});

test('fails for a name that CEL could not read', () => {
  expect(() => PredicateType.of('code-review', 'https://acme.dev/review/v1')).toThrow(
    'PredicateType.name: expected 1 to 32 lower-case letters and digits, beginning with a letter, got "code-review"',
  );
});

test('fails for a type that is no URI', () => {
  expect(() => PredicateType.of('review', "https://acme.dev/'")).toThrow(
    'PredicateType.uri: expected a URI, got "https://acme.dev/\'"',
  );
});
