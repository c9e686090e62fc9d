import { type ApiObjectMetadata } from 'cdk8s';
import { dnsLabel } from '../../model';

/** What every Tekton object has. */
export interface ObjectProps {
  /** The object's name, a DNS label; it is used as given. */
  readonly name: string;
  /** What it is for, in one sentence. @default none */
  readonly description?: string;
  /** The namespace it lies in. @default the chart's */
  readonly namespace?: string;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The metadata of an object. Throws `<kind>.name: …` for what is not a DNS label. */
export function renderMetadata(kind: string, props: Omit<ObjectProps, 'description'>): ApiObjectMetadata {
  return {
    name: dnsLabel(`${kind}.name`, props.name),
    namespace: props.namespace === undefined ? undefined : dnsLabel(`${kind}.namespace`, props.namespace),
    labels: props.labels,
    annotations: props.annotations,
  };
}
