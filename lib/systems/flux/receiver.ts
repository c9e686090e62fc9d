import { Construct } from 'constructs';
import * as notification from '../../../imports/notification.toolkit.fluxcd.io';
import { invalid } from '../../model';
import { type Named, type ObjectProps, renderMetadata } from '../kubernetes/object-props';

/** What a webhook wakes up. */
export type Woken = { readonly name: string } & (
  { readonly kind: 'GitRepository' | 'OCIRepository' } | { readonly kind: 'ImageRepository' }
);

export interface ReceiverProps extends ObjectProps {
  /** Who calls, and so how the call is signed. */
  readonly from: 'github' | 'gitlab' | 'harbor' | 'generic-hmac';
  /** The Secret whose key `token` the caller signs with, made elsewhere. */
  readonly secret: Named;
  /** What is looked at at once. */
  readonly wakes: readonly Woken[];
  /** The events that count. @default all, and `push` and `ping` for GitHub */
  readonly events?: readonly string[];
}

/** A webhook address: Flux looks at its sources as soon as somebody who knows the token calls. */
export class Receiver extends Construct {
  public readonly name: string;

  /** Throws `Receiver.wakes: …` for nothing. */
  public constructor(scope: Construct, id: string, props: ReceiverProps) {
    super(scope, id);
    this.name = props.name;
    const { from, secret, wakes } = props;
    if (wakes.length === 0) throw invalid('Receiver.wakes', 'at least one source', wakes);
    const events = props.events ?? (from === 'github' ? ['ping', 'push'] : undefined);
    new notification.Receiver(this, 'Default', {
      metadata: renderMetadata('Receiver', props),
      spec: {
        type: TYPES[from],
        secretRef: { name: secret.name },
        resources: wakes.map(({ kind, name }) => ({ kind: KINDS[kind], name })),
        ...(events && { events: [...events] }),
      },
    });
  }
}

const TYPES = {
  github: notification.ReceiverSpecType.GITHUB,
  gitlab: notification.ReceiverSpecType.GITLAB,
  harbor: notification.ReceiverSpecType.HARBOR,
  'generic-hmac': notification.ReceiverSpecType.GENERIC_HYPHEN_HMAC,
} as const;

const KINDS = {
  GitRepository: notification.ReceiverSpecResourcesKind.GIT_REPOSITORY,
  OCIRepository: notification.ReceiverSpecResourcesKind.OCI_REPOSITORY,
  ImageRepository: notification.ReceiverSpecResourcesKind.IMAGE_REPOSITORY,
} as const;
