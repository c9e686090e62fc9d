import { type Assembly, Manifests, readManifests } from '../../../lib/assembly';
import { assemblyOf } from '../../../lib/audit';
import { Platform } from '../../../lib/model';
import { kubernetesRules } from '../../../lib/systems/kubernetes/rules';
import { ruleOf } from '../../rule-examples';

/** What one rule finds in YAML documents, each as `subject path: message; repair`. */
export function find(id: string, manifests: string, platform = Platform.newest): string[] {
  return judged(id, assemblyOf({ manifests }, platform));
}

/** The same for files by their paths, all of one environment. */
export function findInFiles(id: string, files: Readonly<Record<string, string>>): string[] {
  const all = Object.entries(files).flatMap(([file, text]) => readManifests(text, file, 'example').manifests);
  return judged(id, { ...assemblyOf({}), manifests: new Manifests(all) });
}

/** YAML documents in one text. */
export const documents = (...texts: string[]): string => texts.join('---\n');

/** A Deployment `shop/api` labelled `app=api`, whose pod spec is given in flow style. */
export function deployment(spec: string, more = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec: { ${more}selector: { matchLabels: { app: api } }, template: { metadata: { labels: { app: api } }, spec: ${spec} } }
`;
}

/** An object of the namespace `shop`, with what stands below its metadata. */
export function object(apiVersion: string, kind: string, name: string, rest = ''): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: '${name}', namespace: shop }\n${rest}\n`;
}

/** What one rule finds in an assembly. */
export function judged(id: string, assembly: Assembly): string[] {
  return ruleOf(kubernetesRules, id)
    .check(assembly)
    .map(({ place, message, repair }) => `${place.subject} ${place.path ?? ''}: ${message}; ${repair}`);
}
