import { invalid } from '../../../model';

/** What a task has under a name. Throws where the task did not declare it. */
export function declared<T>(all: Readonly<Record<string, T>>, name: string): T {
  const found = all[name];
  if (found === undefined) throw invalid('Task', `one of ${Object.keys(all).join(', ') || 'none'}`, name);
  return found;
}
