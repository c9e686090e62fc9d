import type * as tekton from '../../../imports/tekton.dev';
import { filled } from './filled';
import { type Params, renderParams } from './param';
import { type PipelineGraph } from './pipeline';
import { ArrayRef, ObjectRef, type Ref } from './reference';
import { valueName } from './value-type';
import { type Workspaces } from './workspace';

interface PipelineParts {
  readonly description: string | undefined;
  readonly params: Params;
  readonly workspaces: Workspaces;
  readonly graph: PipelineGraph;
}

/** The `spec` of a Pipeline. */
export function renderPipelineSpec(place: string, parts: PipelineParts, embedded: boolean): tekton.PipelineSpec {
  const { description, params, graph } = parts;
  const workspaces = Object.entries(parts.workspaces);
  const embedding = embedded ? { params, workspaces: parts.workspaces } : undefined;
  return {
    description,
    params: filled(renderParams(place, params)),
    workspaces: filled(workspaces.map(([name, workspace]) => workspace._renderForPipeline(place, name))),
    tasks: graph.tasks.map((task) => task._render(embedding)),
    finally: filled((graph.finally ?? []).map((task) => task._render(embedding))),
    results: filled(Object.entries(graph.results ?? {}).map(([name, ref]) => renderResult(place, name, ref))),
  };
}

function renderResult(place: string, name: string, ref: Ref): tekton.PipelineSpecResults {
  const type = ref instanceof ArrayRef ? 'array' : ref instanceof ObjectRef ? 'object' : 'string';
  return { name: valueName(`${place}.results`, name), type, value: ref.expression };
}
