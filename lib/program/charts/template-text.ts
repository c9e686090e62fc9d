import { type KubernetesObject, toYaml } from '../../assembly';
import { COMMIT_TIME, invalid, tryParseImageReference } from '../../model';

/** Characters for private use stand for what Helm puts in, until all other text is safe from it. */
const IMAGE = '\uE000';
const TIME = '\uE001';

const PROMOTED_IMAGE = 'promoted.image';
const PROMOTED_TIME = 'promoted.commitTime';

/**
 * Objects as a template of Helm that renders to the same objects: braces that mean something to Helm are written as what
 * Helm prints for them. Where a promoter completes the workload of that name, an image without tag and digest gets its
 * digest, and the workload the time of its commit, as kustomize would do it. Throws `Program.charts: …` for a text that
 * cannot be kept.
 */
export function templateText(objects: readonly KubernetesObject[], workload?: string): string {
  const taken = /[\uE000\uE001]/.exec(toYaml(objects))?.[0];
  if (taken !== undefined) throw invalid('Program.charts', 'texts without characters for private use', taken);
  const marked = workload === undefined ? objects : objects.map((object) => withTime(withImages(object), workload));
  return toYaml(marked)
    .replaceAll('{{', '{{ "{{" }}')
    .replaceAll(/\uE000(.+?)\uE000/g, `{{ include "${PROMOTED_IMAGE}" (list . "$1") | quote }}`)
    .replaceAll(/^( *)annotations:\n( *)(.+): \uE001\n/gm, optional('$1annotations:\n$2$3: {{ . | quote }}'))
    .replaceAll(/^( *)(.+): \uE001\n/gm, optional('$1$2: {{ . | quote }}'));
}

/** What the templates of a chart share: they read the very file that kustomize takes in as a component. */
export function promotedTemplates(file: string): string {
  return `{{/* What the promoter's file says, the component of kustomize: helm upgrade … --values ${file} */}}
{{- define "${PROMOTED_IMAGE}" -}}
{{- $address := index . 1 -}}
{{- $digest := "" -}}
{{- range (index . 0).Values.images -}}
{{- if eq .name $address }}{{ $digest = .digest }}{{ end -}}
{{- end -}}
{{- if not $digest }}{{ fail (printf "no digest is promoted for %s: add --values ${file}" $address) }}{{ end -}}
{{- printf "%s@%s" $address $digest -}}
{{- end -}}

{{- define "${PROMOTED_TIME}" -}}
{{- range .Values.patches -}}
{{- dig "metadata" "annotations" "${COMMIT_TIME}" "" (fromJson .patch) -}}
{{- end -}}
{{- end -}}
`;
}

/** The addresses that stand in objects as images of containers, without tag and digest: a promoter's to complete. */
export function bareImages(objects: readonly KubernetesObject[]): readonly string[] {
  const found = new Set<string>();
  const collect = (image: string): string => {
    if (isBare(image)) found.add(image);
    return image;
  };
  for (const object of objects) mapImages(object, collect);
  return [...found].sort();
}

/** Lines that are there only where the promoter's file says the time. */
function optional(lines: string): string {
  return `{{- with include "${PROMOTED_TIME}" . }}\n${lines}\n{{- end }}\n`;
}

function withImages(object: KubernetesObject): KubernetesObject {
  return mapImages(object, (image) => (isBare(image) ? `${IMAGE}${image}${IMAGE}` : image)) as KubernetesObject;
}

function isBare(image: string): boolean {
  const reference = tryParseImageReference(image);
  return reference !== undefined && reference.tag === undefined && reference.digest === undefined;
}

/** kustomize looks for images in lists of these names, wherever they are. */
const CONTAINERS = /^(?:initC|c)ontainers$/;

function mapImages(value: unknown, change: (image: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => mapImages(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => {
      const mapped = mapImages(inner, change);
      if (!CONTAINERS.test(key) || !Array.isArray(mapped)) return [key, mapped];
      return [key, mapped.map((container: unknown) => withImage(container, change))];
    }),
  );
}

function withImage(container: unknown, change: (image: string) => string): unknown {
  if (typeof container !== 'object' || container === null) return container;
  const { image } = container as { readonly image?: unknown };
  return typeof image === 'string' ? { ...container, image: change(image) } : container;
}

function withTime(object: KubernetesObject, workload: string): KubernetesObject {
  const { kind, metadata } = object;
  if (!['Rollout', 'Deployment'].includes(kind) || metadata.name !== workload) return object;
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, [COMMIT_TIME]: TIME } } };
}
