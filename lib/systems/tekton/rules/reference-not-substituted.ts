import { problem, type Rule } from '../../../audit';
import { type ReferenceInPlace, referencesInPlace } from '../references-in-place';
import { example, pipeline, task, step } from './examples';

const params = [{ name: 'order', default: 'later' }];
const test = task('go-test', { params, steps: [step('test', { args: ['test'] })] });

export const referenceNotSubstituted: Rule = {
  id: 'TKN007',
  severity: 'error',
  title: 'a reference stands in a field that Tekton does not substitute',
  why: 'the literal text stays there: the object is refused, or means something else than it says',
  repair: 'write the value itself, or move the choice to a field that is substituted',
  reference: 'https://tekton.dev/docs/pipelines/variables/#fields-that-accept-variable-substitutions',
  good: example(test, pipeline({ tasks: [{ name: 'test', taskRef: { name: 'go-test' }, timeout: '10m' }] })),
  bad: example(
    test,
    pipeline({ params, tasks: [{ name: 'test', taskRef: { name: 'go-test' }, timeout: '$(params.order)' }] }),
  ),
  check: (assembly) =>
    referencesInPlace(assembly)
      .filter(({ reference }) => reference.closed && reference.parts.length > 1)
      .filter(({ reference }) => FAMILIES.includes(reference.parts[0] ?? ''))
      .filter((one) => !isSubstituted(one))
      .map(({ manifest, path, reference }) =>
        problem(
          manifest,
          `${reference.text} stays as it is: this field is not substituted`,
          'write the value itself',
          path,
        ),
      ),
};

const FAMILIES = ['params', 'tasks', 'workspaces', 'context', 'results', 'steps', 'finally'];

const NAME_AND_ITEMS = String.raw`(name|secretName|claimName|items\[\d+\]\.(key|path))`;
const CONTAINER = [
  String.raw`(name|image|imagePullPolicy|workingDir|onError|script)`,
  String.raw`(command|args)\[\d+\]`,
  String.raw`env\[\d+\]\.(value|valueFrom\.(secretKeyRef|configMapKeyRef)\.(name|key))`,
  String.raw`envFrom\[\d+\]\.(prefix|configMapRef\.name|secretRef\.name)`,
  String.raw`volumeMounts\[\d+\]\.(name|mountPath|subPath)`,
  String.raw`(params|when|ref|stdoutConfig|stderrConfig)\b.*`,
].join('|');
const TASK_FIELDS = new RegExp(
  String.raw`^((steps\[\d+\]|stepTemplate|sidecars\[\d+\])\.(${CONTAINER})|` +
    String.raw`params\[\d+\]\.default.*|results\[\d+\]\.value|workspaces\[\d+\]\.mountPath|` +
    String.raw`volumes\[\d+\]\.(name|(configMap|secret|persistentVolumeClaim)\.${NAME_AND_ITEMS}|` +
    String.raw`projected\.sources\[\d+\]\.((configMap|secret)\.name|serviceAccountToken\.audience)|` +
    String.raw`csi\.(nodePublishSecretRef\.name|volumeAttributes\..*)))$`,
);
const PIPELINE_FIELDS = new RegExp(
  String.raw`^(params\[\d+\]\.default.*|results\[\d+\]\.value.*|` +
    String.raw`(tasks|finally)\[\d+\]\.(displayName|onError|(params|matrix|when|taskRef|pipelineRef|taskSpec|pipelineSpec)\b.*|workspaces\[\d+\]\.subPath))$`,
);
const ACTION_FIELDS = new RegExp(String.raw`^(${CONTAINER}|params\[\d+\]\.default.*)$`);

/** What a run says is substituted in so many places that only its names are certain not to be. */
function isSubstituted({ scope, field }: ReferenceInPlace): boolean {
  if (scope.kind === 'task') return TASK_FIELDS.test(field);
  if (scope.kind === 'pipeline') return PIPELINE_FIELDS.test(field);
  if (scope.kind === 'action') return ACTION_FIELDS.test(field);
  return !/^(pipelineRef\.name|taskRunSpecs\[\d+\]\.pipelineTaskName|timeouts\.\w+)$/.test(field);
}
