import { Construct } from 'constructs';
import * as notification from '../../../imports/notification.toolkit.fluxcd.io';
import { invalid } from '../../model';
import { type Named, type ObjectProps, renderMetadata } from '../kubernetes/object-props';

/** What is reported of: one object, or `*` for all of its kind in the namespace. */
export interface Watched {
  readonly kind: 'GitRepository' | 'OCIRepository' | 'Kustomization' | 'HelmRelease' | 'ImageUpdateAutomation';
  readonly name: string;
}

export interface FluxAlertProps extends ObjectProps {
  /** Where it is told. */
  readonly to: 'slack' | 'msteams' | 'pagerduty' | 'opsgenie' | 'alertmanager' | 'generic-hmac';
  /** The Secret with the address or token, made elsewhere. */
  readonly secret: Named;
  /** The channel, where there are several. @default that of the address */
  readonly channel?: string;
  /** What is reported of. */
  readonly watched: readonly Watched[];
  /** Whether successes are told too. @default false: only errors are */
  readonly successes?: boolean;
}

/** Tells people when Flux cannot apply what Git says: an Alert, and the Provider of the same name that it goes through. */
export class FluxAlert extends Construct {
  /** Throws `FluxAlert.watched: …` for nothing. */
  public constructor(scope: Construct, id: string, props: FluxAlertProps) {
    super(scope, id);
    const { to, secret, channel, watched, successes = false } = props;
    if (watched.length === 0) throw invalid('FluxAlert.watched', 'at least one object', watched);
    const metadata = renderMetadata('FluxAlert', props);
    new notification.Provider(this, 'provider', {
      metadata,
      spec: { type: TYPES[to], secretRef: { name: secret.name }, ...(channel === undefined ? {} : { channel }) },
    });
    const { ERROR, INFO } = notification.AlertSpecEventSeverity;
    new notification.Alert(this, 'alert', {
      metadata,
      spec: {
        providerRef: { name: props.name },
        eventSeverity: successes ? INFO : ERROR,
        eventSources: watched.map(({ kind, name }) => ({ kind: KINDS[kind], name })),
      },
    });
  }
}

const TYPES = {
  slack: notification.ProviderSpecType.SLACK,
  msteams: notification.ProviderSpecType.MSTEAMS,
  pagerduty: notification.ProviderSpecType.PAGERDUTY,
  opsgenie: notification.ProviderSpecType.OPSGENIE,
  alertmanager: notification.ProviderSpecType.ALERTMANAGER,
  'generic-hmac': notification.ProviderSpecType.GENERIC_HYPHEN_HMAC,
} as const;

const KINDS = {
  GitRepository: notification.AlertSpecEventSourcesKind.GIT_REPOSITORY,
  OCIRepository: notification.AlertSpecEventSourcesKind.OCI_REPOSITORY,
  Kustomization: notification.AlertSpecEventSourcesKind.KUSTOMIZATION,
  HelmRelease: notification.AlertSpecEventSourcesKind.HELM_RELEASE,
  ImageUpdateAutomation: notification.AlertSpecEventSourcesKind.IMAGE_UPDATE_AUTOMATION,
} as const;
