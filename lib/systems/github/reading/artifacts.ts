import { type StepInFile } from './workflow-file';

/** Whether a step uploads under a name, or under one that a pattern takes. */
export function uploadsUnder(upload: StepInFile, wanted: string): boolean {
  const name = upload.with['name'] ?? 'artifact';
  const parts = wanted.split('*');
  return parts.length === 1
    ? name === wanted
    : name.startsWith(parts[0] ?? '') && name.endsWith(parts.at(-1) ?? '') && !name.includes('${{');
}
