import { TerraformLocals } from './terraform-locals';
import { tryPolicyJson } from './terraform-policies';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The same configuration with references put in that its own files answer: to literal `locals`, and to the JSON of
 * `aws_iam_policy_document`. Everything else stays the text `${…}`.
 */
export function withReferences(json: Fields): Fields {
  const { locals, ...rest } = json;
  const known = new TerraformLocals(locals).resolved(rest) as Fields;
  const documents = record(record(known['data'])['aws_iam_policy_document']);
  const resource = Object.keys(documents).length === 0 ? known['resource'] : filled(known['resource'], documents);
  return {
    ...known,
    ...(locals === undefined ? {} : { locals }),
    ...(resource === undefined ? {} : { resource }),
  };
}

const DOCUMENT =
  /^\$\{\s*data\.aws_iam_policy_document\.([\w-]+)(\[(?:\d+|"[^"]*"|each\.(?:key|value)|count\.index)\])?\.(minified_)?json\s*\}$/;

function filled(value: unknown, documents: Fields): unknown {
  if (typeof value === 'string') return tryDocument(value, documents) ?? value;
  if (Array.isArray(value)) return value.map((one) => filled(one, documents));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, documents)]));
}

function tryDocument(text: string, documents: Fields): string | undefined {
  const [, name = '', index, minified] = DOCUMENT.exec(text) ?? [];
  if (!Object.hasOwn(documents, name)) return undefined;
  const body = record(documents[name]);
  const isMany = body['count'] !== undefined || body['for_each'] !== undefined;
  return isMany === (index !== undefined) ? tryPolicyJson(body, minified === undefined ? 2 : 0) : undefined;
}

function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
