// Runs beside the packages in the cache, for they are ESM. Reads the workflows as JSON, answers with what GitHub's code says.
import { text } from 'node:stream/consumers';
import { FeatureFlags } from '@actions/expressions';
import { validate } from '@actions/languageservice';
import { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } from '@actions/workflow-parser';

const { workflows, actions } = JSON.parse(await text(process.stdin));

/** The file that a job calls, in the same repository or in another one that is here too. */
function fileProvider(caller) {
  return {
    getFileContent: async ({ owner, repository, path }) => {
      const home = repository === undefined ? caller.repository : `${owner}/${repository}`;
      const called = workflows.find((one) => one.set === caller.set && one.repository === home && one.path === path);
      if (called === undefined) throw new Error(`${home}/${path} is not here`);
      return { name: called.place, content: called.text };
    },
  };
}

/** The inputs of the actions whose facts are known; of any other action, nothing is. */
const actionsMetadataProvider = {
  fetchActionMetadata: async ({ owner, name, path }) => {
    const reference = [owner, name, path].filter((part) => part !== undefined && part !== '').join('/');
    return actions[reference] ?? { name: reference, description: reference };
  },
};

async function judge(workflow) {
  const uri = `file:///${encodeURI(workflow.place)}`;
  const document = { uri, languageId: 'yaml', version: 1, getText: () => workflow.text };
  const featureFlags = new FeatureFlags({ all: true });
  const config = { featureFlags, actionsMetadataProvider, fileProvider: fileProvider(workflow) };
  const diagnostics = await validate(document, config);
  const { context, value } = parseWorkflow({ name: uri, content: workflow.text }, new NoOperationTraceWriter());
  const template = value && (await convertWorkflowTemplate(context, value, undefined, { featureFlags }));
  return {
    place: workflow.place,
    jobs: (template?.jobs ?? []).length,
    findings: diagnostics.map(({ range, message }) => ({ line: range.start.line + 1, message })),
  };
}

const answers = [];
for (const workflow of workflows) answers.push(await judge(workflow));
process.stdout.write(JSON.stringify(answers));
