import { type LabelSelector } from '../kubernetes/selector';

/** Which requests to the API server a policy judges. */
export interface ResourceRule {
  readonly apiGroups?: readonly string[];
  readonly apiVersions?: readonly string[];
  readonly operations?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
}

export interface MatchConstraints {
  readonly resourceRules?: readonly ResourceRule[];
  readonly excludeResourceRules?: readonly ResourceRule[];
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly matchPolicy?: string;
}

export interface NamedExpression {
  readonly name: string;
  readonly expression: string;
}

/** What a keyless signer's certificate must say; each field may be left out. */
export interface IdentityCriteria {
  readonly subject?: string;
  readonly subjectRegExp?: string;
  readonly subjectExpression?: string;
  readonly issuer?: string;
  readonly issuerRegExp?: string;
}

export interface CelAttestor {
  readonly name: string;
  readonly cosign?: {
    readonly keyless?: {
      readonly identities?: readonly IdentityCriteria[];
      readonly additionalExtensions?: Readonly<Record<string, string>>;
    };
    readonly key?: { readonly data?: string; readonly kms?: string };
  };
}

/** What the two kinds of CEL policy have in common. */
export interface CelPolicySpec {
  readonly matchConstraints?: MatchConstraints;
  readonly matchConditions?: readonly NamedExpression[];
  readonly validationActions?: readonly string[];
  readonly failurePolicy?: string;
  readonly variables?: readonly NamedExpression[];
  readonly validations?: readonly { readonly expression: string; readonly message?: string }[];
  readonly webhookConfiguration?: { readonly timeoutSeconds?: number };
  readonly autogen?: { readonly podControllers?: { readonly controllers?: readonly string[] } };
}

export interface ImageValidatingPolicyObject {
  readonly spec: CelPolicySpec & {
    readonly matchImageReferences?: readonly { readonly glob?: string; readonly expression?: string }[];
    readonly images?: readonly NamedExpression[];
    readonly attestors?: readonly CelAttestor[];
    readonly attestations?: readonly { readonly name: string; readonly intoto?: { readonly type: string } }[];
    readonly validationConfigurations?: {
      readonly mutateDigest?: boolean;
      readonly verifyDigest?: boolean;
      readonly required?: boolean;
    };
  };
}

export interface ValidatingPolicyObject {
  readonly spec: CelPolicySpec;
}

/** What a rule of a ClusterPolicy selects. */
export interface ResourceFilter {
  readonly resources?: {
    readonly kinds?: readonly string[];
    readonly namespaces?: readonly string[];
    readonly namespaceSelector?: LabelSelector;
    readonly names?: readonly string[];
    readonly name?: string;
    readonly selector?: LabelSelector;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly operations?: readonly string[];
  };
  readonly subjects?: readonly object[];
  readonly roles?: readonly string[];
  readonly clusterRoles?: readonly string[];
}

export interface ResourceMatch extends ResourceFilter {
  readonly any?: readonly ResourceFilter[];
  readonly all?: readonly ResourceFilter[];
}

export interface AttestorSet {
  readonly count?: number;
  readonly entries?: readonly AttestorEntry[];
}

export interface AttestorEntry {
  readonly keyless?: IdentityCriteria & {
    readonly additionalExtensions?: Readonly<Record<string, string>>;
    readonly rekor?: { readonly url?: string; readonly ignoreTlog?: boolean };
  };
  readonly keys?: { readonly publicKeys?: string; readonly kms?: string };
  readonly attestor?: AttestorSet;
}

export interface VerifyImages {
  readonly type?: string;
  readonly failureAction?: string;
  readonly imageReferences?: readonly string[];
  readonly skipImageReferences?: readonly string[];
  readonly attestors?: readonly AttestorSet[];
  readonly attestations?: readonly {
    readonly type?: string;
    readonly predicateType?: string;
    readonly attestors?: readonly AttestorSet[];
    readonly conditions?: readonly object[];
  }[];
  readonly mutateDigest?: boolean;
  readonly required?: boolean;
  readonly verifyDigest?: boolean;
  readonly imageRegistryCredentials?: { readonly providers?: readonly string[]; readonly secrets?: readonly string[] };
}

export interface ClusterPolicyRule {
  readonly name: string;
  readonly match?: ResourceMatch;
  readonly exclude?: ResourceMatch;
  readonly verifyImages?: readonly VerifyImages[];
  /** By kind: where an object that Kyverno does not know keeps its images. */
  readonly imageExtractors?: Readonly<Record<string, readonly { readonly path: string; readonly name?: string }[]>>;
}

export interface ClusterPolicyObject {
  readonly spec: {
    readonly rules?: readonly ClusterPolicyRule[];
    readonly validationFailureAction?: string;
    readonly failurePolicy?: string;
    readonly webhookConfiguration?: { readonly failurePolicy?: string; readonly timeoutSeconds?: number };
  };
}

declare module '../../assembly/manifests' {
  interface Kinds {
    'policies.kyverno.io/ImageValidatingPolicy': ImageValidatingPolicyObject;
    'policies.kyverno.io/ValidatingPolicy': ValidatingPolicyObject;
    'kyverno.io/ClusterPolicy': ClusterPolicyObject;
  }
}
