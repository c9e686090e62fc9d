import type * as tekton from '../../../imports/tekton.dev';
import { type Certificates } from './certificates';
import { filled } from './filled';
import { type Params, renderParams } from './param';
import { type Results } from './result';
import { type Step } from './step';
import { renderVolumes, type Volumes } from './volume';
import { type Workspaces } from './workspace';

/** Everything that a Task declares. */
export interface TaskDeclarations {
  readonly params: Params;
  readonly results: Results;
  readonly workspaces: Workspaces;
  readonly volumes: Volumes;
  /** Whom its tools believe. @default those that their images know */
  readonly certificates?: Certificates | undefined;
}

/** The `spec` of a Task. */
export function renderTaskSpec(
  place: string,
  description: string | undefined,
  declared: TaskDeclarations,
  steps: readonly Step[],
): tekton.TaskSpec {
  const surfaced = new Map(steps.flatMap((step) => [...step._surfaced]));
  const results = Object.entries(declared.results);
  const workspaces = Object.entries(declared.workspaces);
  const [security, ...others] = new Set(steps.map((step) => step._security));
  const shared = others.length === 0 ? security : undefined;
  const { certificates } = declared;
  const believed = certificates?._renderTemplate();
  return {
    description,
    params: filled(renderParams(place, declared.params)),
    results: filled(results.map(([name, result]) => result._render(place, name, surfaced.get(name)))),
    workspaces: filled(workspaces.map(([name, workspace]) => workspace._render(place, name))),
    stepTemplate: {
      env: [{ name: 'HOME', value: HOME }, ...(believed?.env ?? [])],
      securityContext: shared?._render(),
      volumeMounts: believed?.volumeMounts,
    },
    steps: steps.map((step) => step._render(`${place}.${step.name}`, shared === undefined)),
    volumes: filled([
      ...renderVolumes(place, declared.volumes),
      ...(certificates === undefined ? [] : [certificates._renderVolume()]),
    ]),
  };
}

/** Tekton's own empty folder for home: the home of an image belongs to root, which no step is. */
const HOME = '/tekton/home';
