/** How an action's reference names its version. */
export type RefForm = 'commit' | 'short commit' | 'branch' | 'tag';

/** What a step or a job uses. */
export type Uses =
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'image'; readonly image: string }
  | {
      readonly kind: 'repository';
      /** `owner/name`, in lower case: GitHub does not tell cases apart. */
      readonly repository: string;
      readonly owner: string;
      /** The folder or file inside the repository; empty for its root. */
      readonly path: string;
      readonly ref: string;
      readonly form: RefForm;
    }
  | { readonly kind: 'unknown'; readonly text: string };

/** Reads the text of `uses`. */
export function parseUses(text: string): Uses {
  if (text.startsWith('./') || text.startsWith('$/')) return { kind: 'local', path: text.replace(/^[.$]\//, '') };
  if (text.startsWith('docker://')) return { kind: 'image', image: text.slice('docker://'.length) };
  const [, owner, name, path = '', ref] = /^([\w.-]+)\/([\w.-]+)(?:\/([^@]+))?@(\S+)$/.exec(text.trim()) ?? [];
  if (owner === undefined || name === undefined || ref === undefined) return { kind: 'unknown', text };
  return {
    kind: 'repository',
    repository: `${owner}/${name}`.toLowerCase(),
    owner: owner.toLowerCase(),
    path,
    ref,
    form: formOf(ref),
  };
}

const BRANCHES = /^(main|master|develop|dev|trunk|HEAD|next|edge|nightly|canary|refs\/heads\/.*)$/;

function formOf(ref: string): RefForm {
  if (/^([\da-f]{40}|[\da-f]{64})$/.test(ref)) return 'commit';
  if (/^[\da-f]{7,39}$/.test(ref) && /[a-f]/.test(ref) && /\d/.test(ref)) return 'short commit';
  return BRANCHES.test(ref) ? 'branch' : 'tag';
}

/** `owner/name` or `owner/name/path` as it is written in `uses`, without its version. */
export function actionName(uses: Uses): string {
  switch (uses.kind) {
    case 'repository':
      return uses.path === '' ? uses.repository : `${uses.repository}/${uses.path}`;
    case 'local':
      return `./${uses.path}`;
    case 'image':
      return uses.image;
    case 'unknown':
      return uses.text;
  }
}
