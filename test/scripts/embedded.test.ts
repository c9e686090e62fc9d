import { tektonDefinitions, withOpenPlacesFilled } from '../../scripts/schemas/embedded';
import { closedObject, definition, type JsonSchema, listOf } from '../../scripts/schemas/json-schema';

const experiment = (volumes: JsonSchema | undefined): JsonSchema => {
  const container = closedObject({ resources: closedObject({ limits: {}, requests: {} }) });
  const containers = listOf(container);
  const spec = { containers, initContainers: containers, ephemeralContainers: containers, ...(volumes && { volumes }) };
  const template = closedObject({ template: closedObject({ spec: closedObject(spec) }) });
  return closedObject({ spec: closedObject({ templates: listOf(template) }) });
};

const KIND = 'argoproj.io/v1alpha1/Experiment';

test('an open place is filled', () => {
  const filled = withOpenPlacesFilled(KIND, experiment({}));
  expect(JSON.stringify(filled)).toContain(`"volumes":${JSON.stringify(listOf(definition('core.v1.Volume')))}`);
});

test('a kind without open places stays as it is', () => {
  const schema = closedObject({ spec: {} });
  expect(withOpenPlacesFilled('v1/Pod', schema)).toBe(schema);
});

test('a place that upstream has closed since is refused', () => {
  expect(() => withOpenPlacesFilled(KIND, experiment(closedObject({})))).toThrow(
    `${KIND}: expected an open place, got "spec.templates[].template.spec.volumes with a schema"`,
  );
});

test('a place that is gone is refused', () => {
  expect(() => withOpenPlacesFilled(KIND, experiment(undefined))).toThrow(
    `${KIND}: expected an open place, got "spec.templates[].template.spec.volumes that is not there"`,
  );
});

test('a name that upstream no longer requires is refused', () => {
  const task = closedObject({ volumes: {}, steps: listOf(closedObject({})), sidecars: listOf(closedObject({})) });
  expect(() => tektonDefinitions(task, closedObject({}), {})).toThrow(
    'tekton.TaskSpec: expected a field that is required, got "name"',
  );
});
