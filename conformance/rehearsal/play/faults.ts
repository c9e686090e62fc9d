import { ApiObject, JsonPatch } from 'cdk8s';
import { type Program } from '../../../lib';
import { PLACE } from '../program';

/** The acts of the play in which something can go wrong. */
export type FailingAct = 'build' | 'staging' | 'production';

/** What of an object's `spec` a change may have to read. */
interface Spec {
  readonly steps?: readonly { readonly script?: string }[];
}

/** One thing that somebody gets wrong, as people do: past the types, in the object that was rendered. */
export interface Fault {
  readonly name: string;
  /** The object that is changed. */
  readonly kind: string;
  readonly object: string;
  readonly change: (spec: Spec) => readonly JsonPatch[];
  /** The act that fails when nobody audits. */
  readonly act: FailingAct;
  /** What is seen there. */
  readonly seen: string;
}

const STRANGER = 'order-service-build';

export const FAULTS: readonly Fault[] = [
  {
    name: "the signer's account",
    kind: 'TriggerTemplate',
    object: 'order-service',
    change: () => [replaced('/spec/resourcetemplates/0/spec/taskRunSpecs/3/serviceAccountName', STRANGER)],
    act: 'staging',
    seen: 'the build is green, and admission keeps its image out',
  },
  {
    name: "the policy's identity",
    kind: 'ImageValidatingPolicy',
    object: `${PLACE.staging}-images-rollouts`,
    change: () => [
      replaced(
        '/spec/attestors/0/cosign/keyless/identities/0/subject',
        `https://kubernetes.io/namespaces/${PLACE.ci}/serviceaccounts/${STRANGER}`,
      ),
    ],
    act: 'staging',
    seen: 'the build is green, and admission keeps its image out',
  },
  {
    name: "the gate's count",
    kind: 'AnalysisTemplate',
    object: 'order-service-error-rate-inline',
    change: () => [JsonPatch.remove('/spec/metrics/0/count')],
    act: 'production',
    seen: 'the Rollout is InvalidSpec: its analysis would run for ever',
  },
  {
    name: "the canary Service's selector",
    kind: 'Service',
    object: 'order-service-canary',
    change: () => [replaced('/spec/selector/app.kubernetes.io~1name', 'orders')],
    act: 'staging',
    seen: 'the Rollout is InvalidSpec: the Service does not select its pods',
  },
  {
    name: "a result's name",
    kind: 'Pipeline',
    object: 'order-service',
    change: () => [replaced('/spec/tasks/4/params/0/value', '$(tasks.build.results.IMAGE)')],
    act: 'build',
    seen: 'the run fails when it is made: no task has that result',
  },
  {
    name: "the promoter's folder",
    kind: 'Task',
    object: 'promote-to-staging',
    change: ({ steps = [] }) =>
      steps.flatMap(({ script }, index) =>
        script === undefined
          ? []
          : [replaced(`/spec/steps/${index}/script`, script.replaceAll('promoted/staging/', 'promoted/stage/'))],
      ),
    act: 'staging',
    seen: 'everything is green, and the old version stays',
  },
];

/** Puts the fault into a program that has not been synthesized yet. Throws where there is no such object. */
export function breakProgram(program: Program, fault: Fault): void {
  const found = program.kubernetes.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter(({ kind, name }) => kind === fault.kind && name === fault.object);
  if (found.length === 0) throw new Error(`the program has no ${fault.kind} ${fault.object}`);
  for (const object of found) {
    const { spec } = object.toJson() as { readonly spec: Spec };
    object.addJsonPatch(...fault.change(spec));
  }
}

function replaced(path: string, value: string): JsonPatch {
  return JsonPatch.replace(path, value);
}
