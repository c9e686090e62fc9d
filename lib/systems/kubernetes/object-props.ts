import { type ApiObject, type ApiObjectMetadata, JsonPatch } from 'cdk8s';
import { dnsLabel } from '../../model';
import { checkedLabels } from './label';

/** What every object of this room has. */
export interface ObjectProps {
  /** The object's name, a DNS label; it is used as given. */
  readonly name: string;
  /** The namespace it lies in. @default the chart's */
  readonly namespace?: string;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object that others refer to by its name: a construct of this room, any `ApiObject`, or `{ name: '…' }`. */
export interface Named {
  readonly name: string;
}

/** A workload that others scale or watch: `Deployment`, a Rollout, or any object with these three facts. */
export interface WorkloadRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** The metadata of an object. Throws `<kind>.name: …` for what is not a DNS label. */
export function renderMetadata(kind: string, props: ObjectProps): ApiObjectMetadata {
  return {
    name: dnsLabel(`${kind}.name`, props.name),
    ...(props.namespace === undefined ? {} : { namespace: dnsLabel(`${kind}.namespace`, props.namespace) }),
    ...(props.labels === undefined ? {} : { labels: checkedLabels(`${kind}.labels`, props.labels) }),
    ...(props.annotations === undefined ? {} : { annotations: props.annotations }),
  };
}

/** Takes the chart's namespace from an object whose kind has none: cdk8s gives it to every object. */
export function leaveNamespace(object: ApiObject): void {
  if (object.metadata.namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}
