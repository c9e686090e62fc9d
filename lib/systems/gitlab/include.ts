import { type GitLabProject, invalid } from '../../model';

/** Configuration that is kept elsewhere, by its content: what it says cannot change without a change here. */
export class Include {
  /** A file of the same project, at the commit of the pipeline. */
  public static local(path: string): Include {
    if (!/^[\w.@-]+(\/[\w.@-]+)*\.ya?ml$/.test(path))
      throw invalid('Include.local', 'a YAML file of the project', path);
    return new Include({ local: `/${path}` });
  }

  /** A file of another project of the same instance, at one commit. */
  public static file(project: GitLabProject, path: string, commit: string): Include {
    if (!/^[\w.@-]+(\/[\w.@-]+)*\.ya?ml$/.test(path)) throw invalid('Include.file', 'a YAML file of a project', path);
    return new Include({ project: project.fullName, ref: full('Include.file', commit), file: `/${path}` });
  }

  /** A component of the catalog, at one commit; `inputs` are what it asks for. */
  public static component(
    project: GitLabProject,
    name: string,
    commit: string,
    inputs: Readonly<Record<string, string | number | boolean>> = {},
  ): Include {
    if (!/^[\w-]+$/.test(name)) throw invalid('Include.component', 'the name of a component', name);
    const host = project.instance.replace('https://', '');
    const component = `${host}/${project.fullName}/${name}@${full('Include.component', commit)}`;
    return new Include({ component, ...(Object.keys(inputs).length === 0 ? {} : { inputs }) });
  }

  private constructor(private readonly rendered: object) {}

  /** @internal */
  public _render(): object {
    return this.rendered;
  }
}

function full(place: string, commit: string): string {
  if (/^[0-9a-f]{40}$/.test(commit)) return commit;
  throw invalid(place, 'the 40 hex digits of a commit', commit, 'a branch or tag can be moved to other content');
}
