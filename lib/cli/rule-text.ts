import { type Example, type RuleDescription } from '../audit';

/** A passage of an example, with the language of its code. */
export interface ExampleText {
  readonly title: string;
  readonly language: string;
  readonly code: string;
}

/** The parts of an example, as a person would write them into files. */
function exampleTexts({ manifests, folders, terraform, files, issuer }: Example): ExampleText[] {
  return [
    ...(manifests === undefined ? [] : [{ title: 'manifests', language: 'yaml', code: manifests }]),
    ...(terraform === undefined
      ? []
      : [
          {
            title: 'cdk.tf.json',
            language: 'json',
            code: JSON.stringify({ resource: terraform }, undefined, 2),
          },
        ]),
    ...Object.entries({ ...folders, ...files }).map(([path, code]) => ({
      title: path,
      language: languageOf(path),
      code,
    })),
    ...(issuer === undefined ? [] : [{ title: "issuer of the example's cluster", language: 'text', code: issuer }]),
  ].map((text) => ({ ...text, code: text.code.replace(/^\n+|\s+$/g, '') }));
}

function languageOf(path: string): string {
  if (/\.ya?ml$/.test(path)) return 'yaml';
  if (path.endsWith('.json')) return 'json';
  return /Dockerfile|Containerfile/.test(path) ? 'dockerfile' : 'text';
}

/** A rule as a terminal shows it. */
export function ruleText(rule: RuleDescription): string {
  return [
    `${rule.id} (${rule.severity}): ${rule.title}`,
    '',
    `why:    ${rule.why}`,
    `repair: ${rule.repair}`,
    ...(rule.reference === undefined ? [] : [`see:    ${rule.reference}`]),
    ...section('good', rule.good),
    ...section('bad', rule.bad),
    '',
  ].join('\n');
}

function section(name: string, example: Example | undefined): string[] {
  return (example === undefined ? [] : exampleTexts(example)).flatMap(({ title, code }) => [
    '',
    `${name}, ${title}:`,
    '',
    ...code.split('\n').map((line) => (line === '' ? '' : `    ${line}`)),
  ]);
}

/** A rule as a page of docs/rules. */
export function rulePage(rule: RuleDescription): string {
  return [
    `# ${rule.id}: ${rule.title}`,
    '',
    `Severity: **${rule.severity}**`,
    '',
    `**Why it matters.** ${sentence(rule.why)}`,
    '',
    `**Repair.** ${sentence(rule.repair)}`,
    '',
    ...(rule.reference === undefined ? [] : [`See <${rule.reference}>.`, '']),
    ...pageSection('Without the mistake', rule.good),
    ...pageSection('With it', rule.bad),
  ].join('\n');
}

function pageSection(title: string, example: Example | undefined): string[] {
  const texts = example === undefined ? [] : exampleTexts(example);
  if (texts.length === 0) return [];
  return [
    `## ${title}`,
    '',
    ...texts.flatMap(({ title: name, language, code }) => [`${name}:`, '', `\`\`\`${language}`, code, '```', '']),
  ];
}

/** The index of docs/rules: a table for each system. */
export function ruleIndex(rules: readonly RuleDescription[]): string {
  const groups = new Map<string, RuleDescription[]>();
  for (const rule of rules) groups.set(rule.id.slice(0, 3), [...(groups.get(rule.id.slice(0, 3)) ?? []), rule]);
  return [
    '# Rules',
    '',
    `The ${rules.length} mistakes that \`slipway audit\` and every synthesis look for. An id is never reused.`,
    'This folder is generated from the rules themselves by `npm run docs`.',
    '',
    ...[...groups].flatMap(([group, members]) => [
      `## ${GROUPS[group] ?? group}`,
      '',
      '| id | severity | what is wrong |',
      '| --- | --- | --- |',
      ...members.map(({ id, severity, title }) => `| [${id}](${id}.md) | ${severity} | ${cell(title)} |`),
      '',
    ]),
  ].join('\n');
}

const GROUPS: Readonly<Record<string, string>> = {
  ACC: 'Accepted findings',
  ANA: 'Analysis',
  CUS: 'Custody: from the signer to the pods',
  ECR: 'ECR',
  IAM: 'IAM permissions',
  KUB: 'Kubernetes',
  KYV: 'Kyverno',
  OID: 'OIDC trust',
  PRM: 'Promotion: who writes what an environment runs',
  ROL: 'Argo Rollouts',
  SCH: 'Schemas and files',
  TKN: 'Tekton Pipelines',
  TRG: 'Tekton Triggers',
  VAL: 'Validations of constructs',
};

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`.replaceAll('<', '&lt;');
}
