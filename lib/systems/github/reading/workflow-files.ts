import { type Assembly, type RepositoryFileContent, Unreadable, readDocument, readOnce } from '../../../assembly';
import { isFields } from './field';
import { readAction, readWorkflow } from './read-workflow';
import { refusalsOf } from './shape';
import { type Refusal, type WorkflowFile } from './workflow-file';

/** A file that no reader of YAML gets through. */
export interface BrokenFile {
  readonly source: RepositoryFileContent;
  readonly line: number;
  readonly message: string;
}

/** What GitHub reads in the repositories of an assembly. */
export interface WorkflowFiles {
  /** The files that are read as a whole: rules look at these. */
  readonly all: readonly WorkflowFile[];
  readonly broken: readonly BrokenFile[];
  readonly refused: readonly { readonly file: WorkflowFile; readonly refusal: Refusal }[];
  /** A workflow by its repository and path; GitHub does not tell cases of repositories apart. */
  tryFind(repository: string, path: string): WorkflowFile | undefined;
}

/** The workflows and actions of an assembly; read once. */
export const workflowFilesOf = readOnce<WorkflowFiles, Assembly>(({ files }) => {
  const all: WorkflowFile[] = [];
  const broken: BrokenFile[] = [];
  for (const source of files.all) {
    const isWorkflow = /(^|\/)\.github\/workflows\/.+\.ya?ml$/.test(source.path);
    if (!isWorkflow && !/(^|\/)action\.ya?ml$/.test(source.path)) continue;
    if (isEmpty(source.content)) continue;
    const read = tryRead(source, isWorkflow);
    if ('message' in read) broken.push(read);
    else all.push(read);
  }
  const byPath = new Map(all.map((file) => [keyOf(file.source.repository, file.source.path), file]));
  return {
    all,
    broken,
    refused: all.flatMap((file) => refusalsOf(file).map((refusal) => ({ file, refusal }))),
    tryFind: (repository, path) => byPath.get(keyOf(repository, path)),
  };
});

/** A file that somebody has commented out as a whole says nothing that could be wrong. */
function isEmpty(content: string): boolean {
  return content.split('\n').every((line) => /^\s*(#.*|---)?\s*$/.test(line));
}

function keyOf(repository: string, path: string): string {
  return `${repository.toLowerCase()} ${path}`;
}

function tryRead(source: RepositoryFileContent, isWorkflow: boolean): WorkflowFile | BrokenFile {
  try {
    const document = readDocument(source.content, '1.2');
    if (!isFields(document.value)) return { source, line: 1, message: 'it is not a map' };
    return isWorkflow ? readWorkflow(source, document) : readAction(source, document);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const line = source.content.slice(0, error.offset).split('\n').length;
    return { source, line, message: error.message.replace(/^line \d+: /, '').split('\n')[0] ?? '' };
  }
}
