import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as tekton from '../../../imports/tekton.dev';
import { refuseForeign, refuseUnused } from './declared-use';
import { filled } from './filled';
import { type None } from './given';
import { type ObjectProps, renderMetadata } from './object-props';
import { paramRefs, type ParamRefs, type Params, renderParams } from './param';
import { resultFiles, type ResultFiles, type Results } from './result';
import { type Security } from './security';
import { bodySecurity, bodySources, renderStepBody, type StepBody } from './step-body';

/** What the body of a StepAction can read. */
export interface StepActionInput<P extends Params, R extends Results> {
  readonly params: ParamRefs<P, 'action'>;
  readonly results: ResultFiles<R, 'action'>;
}

export interface StepActionProps<P extends Params, R extends Results> extends ObjectProps {
  /** The declared params. @default none */
  readonly params?: P;
  /** The declared results. @default none */
  readonly results?: R;
  /** What it runs, made from its own params and results. */
  readonly body: (input: StepActionInput<P, R>) => StepBody<'action'>;
}

/** A step that several Tasks share. Tasks run it by `Step.action({ ref, params })`. */
export class StepAction<P extends Params = None, R extends Results = None> extends Construct {
  public readonly name: string;
  public readonly params: P;
  public readonly results: R;
  /** What it may do in the pod of whichever Task runs it. */
  public readonly security: Security;
  /** The namespace that its Tasks run in, where it is known. */
  public readonly namespace: string | undefined;

  public constructor(scope: Construct, id: string, props: StepActionProps<P, R>) {
    super(scope, id);
    this.name = props.name;
    this.namespace = props.namespace ?? Chart.of(this).namespace;
    this.params = props.params ?? ({} as P);
    this.results = props.results ?? ({} as R);
    const place = `StepAction ${props.name}`;
    const body = props.body({
      params: paramRefs(this, this.params),
      results: resultFiles(this, this.results, 'step.results'),
    });
    this.security = bodySecurity(body);
    const sources = bodySources(body);
    for (const source of sources) refuseForeign(place, this, source);
    refuseUnused(place, this, { param: this.params, result: this.results }, sources);
    new tekton.StepAction(this, 'Resource', {
      metadata: renderMetadata('StepAction', props),
      spec: {
        description: props.description,
        params: filled(renderParams(place, this.params)),
        results: filled(Object.entries(this.results).map(([name, result]) => result._render(place, name))),
        ...renderStepBody(place, body),
        securityContext: this.security._render(),
      },
    });
  }
}
