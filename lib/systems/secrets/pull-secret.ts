import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ExternalSecret as ExternalSecretObject,
  ExternalSecretSpecDataFromSourceRefGeneratorRefKind as GeneratorKind,
  ExternalSecretSpecSecretStoreRefKind as StoreKind,
  ExternalSecretSpecTargetTemplateEngineVersion as EngineVersion,
  type ExternalSecretSpec,
} from '../../../imports/external-secrets.io';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { ownedSecret, refreshed } from './external-secret';
import { type Generator, type RegistryLogin, type StoredLogin } from './registry-login';

export interface PullSecretProps extends ObjectProps {
  /** The registry, and how to sign in there. */
  readonly login: RegistryLogin;
}

/** A Secret with which pods pull from a private registry, kept fresh by External Secrets. Name it in `imagePullSecrets`. */
export class PullSecret extends Construct {
  /** The name of the ExternalSecret, and of the Secret that it makes. */
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: PullSecretProps) {
    super(scope, id);
    const { host, refreshEvery, source } = props.login._render();
    const metadata = renderMetadata('PullSecret', props);
    if (!('store' in source)) {
      new ApiObject(this, 'Generator', {
        apiVersion: 'generators.external-secrets.io/v1alpha1',
        kind: source.kind,
        metadata: renderMetadata('PullSecret', { name: props.name, namespace: props.namespace }),
        spec: source.spec,
      });
    }
    const object = new ExternalSecretObject(this, 'Default', {
      metadata,
      spec: {
        ...refreshed('PullSecret.login', refreshEvery),
        target: {
          ...ownedSecret(props.name),
          template: {
            engineVersion: EngineVersion.V2,
            type: 'kubernetes.io/dockerconfigjson',
            data: { '.dockerconfigjson': dockerConfig(host) },
          },
        },
        ...('store' in source ? fromStore(source) : fromGenerator(source, props.name)),
      },
    });
    this.name = object.name;
  }
}

function fromStore({ store, username, password }: StoredLogin): ExternalSecretSpec {
  return {
    secretStoreRef: { name: store.name, kind: StoreKind.SECRET_STORE },
    data: [
      { secretKey: 'username', remoteRef: username },
      { secretKey: 'password', remoteRef: password },
    ],
  };
}

function fromGenerator({ kind }: Generator, name: string): ExternalSecretSpec {
  return { dataFrom: [{ sourceRef: { generatorRef: { kind: GENERATOR_KINDS[kind], name } } }] };
}

const GENERATOR_KINDS: Readonly<Record<Generator['kind'], GeneratorKind>> = {
  ECRAuthorizationToken: GeneratorKind.ECR_AUTHORIZATION_TOKEN,
  GCRAccessToken: GeneratorKind.GCR_ACCESS_TOKEN,
  ACRAccessToken: GeneratorKind.ACR_ACCESS_TOKEN,
};

/** A template that the controller fills in: JSON is built from escaped parts, so that no character of a token can break it. */
function dockerConfig(host: string): string {
  const auth = '{{ printf "%s:%s" .username .password | b64enc }}';
  return `{"auths":{"${host}":{"username":{{ .username | toJson }},"password":{{ .password | toJson }},"auth":"${auth}"}}}`;
}
