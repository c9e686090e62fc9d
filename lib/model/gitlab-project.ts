import { invalid } from './invalid';

/** Where a GitLab project is. */
export interface GitLabProjectProps {
  /**
   * The address of the GitLab instance, without a path.
   * @default https://gitlab.com
   */
  readonly instance?: string;
  /** The number that GitLab never gives to another project: "Project ID" on its page. */
  readonly id: number;
}

/** A project on GitLab, by its full path. */
export class GitLabProject {
  /** Throws `GitLabProject…: …` unless the path is `group/project` or deeper, the id positive, and the instance an https origin. */
  public static of(fullPath: string, props: GitLabProjectProps): GitLabProject {
    const parts = fullPath.split('/');
    if (parts.length < 2 || !parts.every((part) => PART.test(part))) {
      throw invalid('GitLabProject', '"group/project" or "group/subgroup/project" as GitLab spells it', fullPath);
    }
    if (!Number.isSafeInteger(props.id) || props.id <= 0) {
      throw invalid('GitLabProject.id', 'a positive whole number', props.id, 'it stands on the page of the project');
    }
    const instance = props.instance ?? 'https://gitlab.com';
    if (!/^https:\/\/[a-z0-9.-]+(:\d+)?$/.test(instance)) {
      throw invalid('GitLabProject.instance', 'an address such as "https://gitlab.example.com"', instance);
    }
    return new GitLabProject(fullPath, instance, props.id);
  }

  private constructor(
    /** `group/project`, with every subgroup. */
    public readonly fullName: string,
    /** The address of the instance, and the issuer of its jobs' tokens. */
    public readonly instance: string,
    public readonly id: number,
  ) {}

  /** The page of the project. */
  public get url(): string {
    return `${this.instance}/${this.fullName}`;
  }

  /** What `git clone` takes over HTTPS. */
  public get cloneUrl(): string {
    return `${this.url}.git`;
  }

  public toString(): string {
    return this.fullName;
  }
}

/** @see https://docs.gitlab.com/user/reserved_names/ */
const PART = /^(?!.*\.(?:git|atom)$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,253}$/;
