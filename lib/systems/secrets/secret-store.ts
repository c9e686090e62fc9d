import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type SecretProvider } from './secret-provider';

export interface SecretStoreProps extends ObjectProps {
  /** Where the values are, and how to sign in there. */
  readonly provider: SecretProvider;
}

/** Where the ExternalSecrets of one namespace get their values. Nobody in another namespace can read through it. */
export class SecretStore extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: SecretStoreProps) {
    super(scope, id);
    const store = new ApiObject(this, 'Default', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: renderMetadata('SecretStore', props),
      spec: { provider: props.provider._render() },
    });
    this.name = store.name;
  }
}
