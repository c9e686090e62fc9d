import { type Operator, inObjects, misspelt, remove, replaced, to, withoutObjects } from '../operator';

const IMAGES = 'ImageValidatingPolicy';
const BOTH = 'ImageValidatingPolicy ValidatingPolicy';
const IDENTITY = 'spec.attestors.*.cosign.keyless.identities.*';
const NAMESPACES = 'spec.matchConstraints.namespaceSelector.matchExpressions.*';

const signatures: readonly Operator[] = [
  inObjects('trust another issuer', IMAGES, `${IDENTITY}.issuer`, replaced('5C4F7E2B', '6D5A8F3C')),
  inObjects('trust another namespace', IMAGES, `${IDENTITY}.subject`, replaced('order-service-ci', 'order-service')),
  inObjects('trust another account', IMAGES, `${IDENTITY}.subject`, replaced(/-sign$/, '-build')),
  inObjects('trust every account of the namespace', IMAGES, IDENTITY, (value) => {
    const { subject, ...others } = value as { subject: string };
    return { ...others, subjectRegExp: subject.replace(/[^/]+$/, '.*') };
  }),
  inObjects('trust every subject', IMAGES, IDENTITY, (value) => ({
    issuer: (value as { issuer: string }).issuer,
    subjectRegExp: '.*',
  })),
  inObjects('trust every issuer', IMAGES, IDENTITY, (value) => ({
    subject: (value as { subject: string }).subject,
    issuerRegExp: '.*',
  })),
  inObjects('trust nobody', IMAGES, `${IDENTITY}`, remove),
  inObjects('drop the attestors', IMAGES, 'spec.attestors.*', remove),
  inObjects('rename an attestor', IMAGES, 'spec.attestors.*.name', misspelt),
  inObjects(
    'ask for an attestation of another type',
    IMAGES,
    'spec.attestations.*.intoto.type',
    to('https://slsa.dev/provenance/v1'),
  ),
  inObjects('drop an attestation', IMAGES, 'spec.attestations.*', remove),
  inObjects('drop a validation', IMAGES, 'spec.validations.*', remove),
  inObjects('ask for no signature at all', IMAGES, 'spec.validations.*.expression', replaced('> 0', '>= 0')),
  inObjects(
    'leave init containers out',
    IMAGES,
    'spec.validations.*.expression',
    replaced(' + images.initContainers', ''),
  ),
  inObjects(
    'verify images of another registry',
    IMAGES,
    'spec.matchImageReferences.*.glob',
    replaced('111122223333', '444455556666'),
  ),
  inObjects(
    'verify another repository',
    IMAGES,
    'spec.matchImageReferences.*.glob',
    replaced('/order-service', '/orders'),
  ),
  inObjects('drop a pattern of images', IMAGES, 'spec.matchImageReferences.*', remove),
  inObjects('verify every image there is', IMAGES, 'spec.matchImageReferences', to([{ glob: '*' }])),
  inObjects('do not ask for a digest', IMAGES, 'spec.validationConfigurations.verifyDigest', to(false)),
  inObjects('do not ask for verification', IMAGES, 'spec.validationConfigurations.required', to(false)),
  inObjects('drop the access to the registry', IMAGES, 'spec.credentials', remove),
];

const selections: readonly Operator[] = [
  inObjects('only report', BOTH, 'spec.validationActions', to(['Audit'])),
  inObjects('admit when Kyverno fails', BOTH, 'spec.failurePolicy', to('Ignore')),
  inObjects('watch another namespace', BOTH, `${NAMESPACES}.values.*`, misspelt),
  inObjects('watch every other namespace', BOTH, `${NAMESPACES}.operator`, to('NotIn')),
  inObjects('judge another resource', BOTH, 'spec.matchConstraints.resourceRules.*.resources.*', to('configmaps')),
  inObjects('judge another group', BOTH, 'spec.matchConstraints.resourceRules.*.apiGroups.*', to('extensions')),
  inObjects('drop an operation', BOTH, 'spec.matchConstraints.resourceRules.*.operations.*', remove),
  inObjects('judge only what never happens', BOTH, 'spec.matchConditions.*.expression', to('false')),
  inObjects(
    'allow another registry',
    'ValidatingPolicy',
    'spec.variables.*.expression',
    replaced('111122223333', '444455556666'),
  ),
  inObjects(
    'allow the neighbours of an image',
    'ValidatingPolicy',
    'spec.variables.*.expression',
    replaced(/order-service[:@]'/, "order-service'"),
  ),
  inObjects('allow anything', 'ValidatingPolicy', 'spec.validations.*.expression', to('true')),
  inObjects(
    'write CEL that does not compile',
    'ValidatingPolicy',
    'spec.validations.*.expression',
    replaced(/\)\s*$/, ''),
  ),
  withoutObjects('leave out a policy', BOTH),
];

/** Faults in what is admitted. */
export const kyverno: readonly Operator[] = [...signatures, ...selections];
