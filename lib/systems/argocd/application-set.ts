import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type ApplicationProps, FINALIZER, renderApplicationSpec } from './application';

/** What becomes of an Application whose generator does not give it any more. */
export type GoneApplications = 'deleted' | 'kept';

export interface ApplicationSetProps extends ObjectProps {
  /** The namespace it lies in: that of Argo CD. @default "argocd" */
  readonly namespace?: string;
  /** What gives the values of each Application, in upstream's form. */
  readonly generators: readonly object[];
  /** The name of each Application, a Go template such as `preview-{{ .number }}`. */
  readonly applicationName: string;
  /** What each Application is; its project is never a template, for whoever fills one in would choose its limits. */
  readonly template: Omit<ApplicationProps, keyof ObjectProps | 'into'> & { readonly into: string };
  /** What is added to the source of each, such as values for kustomize, in upstream's form. @default nothing */
  readonly sourceAddition?: object;
  /** @default 'deleted' */
  readonly gone?: GoneApplications;
}

/** Applications of one form, one for each set of values that a generator gives. Values that are missing are an error. */
export class ApplicationSet extends Construct {
  public readonly name: string;

  /** Throws `ApplicationSet.<prop>: …` for names that are none and for the project `default`. */
  public constructor(scope: Construct, id: string, props: ApplicationSetProps) {
    super(scope, id);
    this.name = props.name;
    new ApiObject(this, 'Default', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: renderMetadata('ApplicationSet', { ...props, namespace: props.namespace ?? 'argocd' }),
      spec: {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        generators: props.generators,
        ...(props.gone === 'kept' ? { syncPolicy: { applicationsSync: 'create-update' } } : {}),
        template: renderTemplate(props),
      },
    });
  }
}

function renderTemplate({ applicationName, template, sourceAddition }: ApplicationSetProps): object {
  const spec = renderApplicationSpec('ApplicationSet', template) as { readonly source: object };
  return {
    metadata: { name: applicationName, finalizers: [FINALIZER] },
    spec: { ...spec, source: { ...spec.source, ...sourceAddition } },
  };
}
