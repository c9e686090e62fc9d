import { invalid } from './invalid';

/** What a signed statement says of an image: the in-toto predicate type that is signed when it is made and asked for when it is checked. */
export class PredicateType {
  /** What `cosign sign` says since version 3: this image is signed, and nothing more. */
  public static readonly signature = new PredicateType('signature', 'https://sigstore.dev/cosign/sign/v1');

  /** How, where and from what the image was built (SLSA provenance 1.0). */
  public static readonly provenance = new PredicateType(
    'provenance',
    'https://slsa.dev/provenance/v1',
    'slsaprovenance1',
  );

  /** A software bill of materials in SPDX form. */
  public static readonly spdx = new PredicateType('spdx', 'https://spdx.dev/Document', 'spdxjson');

  /** A software bill of materials in CycloneDX form. */
  public static readonly cycloneDx = new PredicateType('cyclonedx', 'https://cyclonedx.org/bom', 'cyclonedx');

  /** What a vulnerability scanner found. */
  public static readonly vulnerabilities = new PredicateType(
    'vulnerabilities',
    'https://cosign.sigstore.dev/attestation/vuln/v1',
    'vuln',
  );

  /** A predicate of your own: a short name for it and the URI that says its type. */
  public static of(name: string, uri: string): PredicateType {
    if (!/^[a-z][a-z0-9]{0,31}$/.test(name)) {
      throw invalid('PredicateType.name', '1 to 32 lower-case letters and digits, beginning with a letter', name);
    }
    if (!/^https?:\/\/[^\s'"\\]+$/.test(uri)) throw invalid('PredicateType.uri', 'a URI', uri);
    return new PredicateType(name, uri);
  }

  private constructor(
    /** A short name, unique among the types that slipway knows. */
    public readonly name: string,
    /** The URI that stands in the statement as `predicateType`. */
    public readonly uri: string,
    private readonly word?: string,
  ) {}

  /** What `cosign attest --type` takes. Not `spdx`: that would sign the document as one string, which no policy can read. */
  public get cosignType(): string {
    return this.word ?? this.uri;
  }

  public toString(): string {
    return this.uri;
  }
}
