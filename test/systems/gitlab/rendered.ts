import { RootConstruct } from 'constructs';
import { load } from 'js-yaml';
import { RepositoryFile } from '../../../lib/repository';

/** The one file below a construct, as its text and as what it means. */
export function fileOf(root: RootConstruct): { readonly path: string; readonly text: string; readonly value: unknown } {
  const [file] = root.node.findAll().filter((one) => RepositoryFile.isRepositoryFile(one));
  if (file === undefined) throw new Error('no file');
  return { path: file.path, text: file.content, value: load(file.content) };
}

export function root(): RootConstruct {
  return new RootConstruct('files');
}
