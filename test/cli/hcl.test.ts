import { audit } from './audited';

const STACK = `resource "aws_ecr_repository" "api" {
  name = "api"

  image_tag_mutability = "MUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_iam_role_policy" "push" {
  role   = aws_iam_role.ci.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "ecr:*", Resource = "*" }]
  })
}
`;

test('audits HCL at the lines of its arguments', async () => {
  const { out, code } = await audit({ 'stacks/main.tf': STACK, 'stacks/.terraform.lock.hcl': 'x' }, ['.']);
  expect(code).toBe(1);
  expect(out.split('\n').filter((line) => /^\S+$|^ {2}\d|^judged/.test(line))).toEqual([
    'stacks/main.tf',
    '  1: advice ECR004 aws_ecr_repository.api',
    '  4: warning ECR001 aws_ecr_repository.api image_tag_mutability',
    '  12: error IAM003 aws_iam_role_policy.push policy',
    '  12: error IAM004 aws_iam_role_policy.push policy',
    'judged: 0 objects, 1 Terraform stack; not judged: HCL files 1',
  ]);
});

test('knows nothing of what is computed', async () => {
  const text = `resource "aws_iam_role" "ci" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = { StringEquals = { "\${local.issuer}:sub" = "repo:acme/api:ref:refs/heads/main" } }
    }]
  })
}
resource "aws_iam_role" "written" {
  assume_role_policy = <<EOF
{"Statement": [{"Effect": "Allow", "Principal": {"Federated": "\${aws_iam_openid_connect_provider.github.arn}"},
"Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"\${local.issuer}:sub": "repo:acme/api:*"}}}]}
EOF
}
`;
  expect(await audit({ 'main.tf': text }, ['.'])).toEqual({
    code: 0,
    out: 'judged: 0 objects, 1 Terraform stack\nno findings\n',
    err: '',
  });
});

test('reads the documents and the locals of the same folder', async () => {
  const files = {
    'iam/locals.tf': 'locals {\n  host = "token.actions.githubusercontent.com"\n  repository = "acme/api"\n}\n',
    'iam/trust.tf': `data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
    condition {
      test     = "StringLike"
      variable = "\${local.host}:sub"
      values   = ["repo:\${local.repository}:*"]
    }
  }
}
`,
    'iam/main.tf': `resource "aws_iam_role" "ci" {
  name               = "ci"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
data "aws_iam_policy_document" "push" {
  statement {
    actions   = [var.action]
    resources = ["*"]
  }
}
resource "aws_iam_role_policy" "push" {
  role   = aws_iam_role.ci.id
  policy = data.aws_iam_policy_document.push.json
}
`,
  };
  const { out, code } = await audit(files, ['.']);
  expect(code).toBe(1);
  expect(out.split('\n').filter((line) => /^\S+$|^ {2}\d|any branch/.test(line))).toEqual([
    'iam/main.tf',
    '  3: error OID007 aws_iam_role.ci assume_role_policy',
    '    a pull request and any branch of acme/api can assume the role',
    '  3: warning OID005 aws_iam_role.ci assume_role_policy',
    '  3: warning OID006 aws_iam_role.ci assume_role_policy',
    '  3: warning OID008 aws_iam_role.ci assume_role_policy',
    '  3: warning OID009 aws_iam_role.ci assume_role_policy',
  ]);
});

test('has a finding for broken HCL, at its line', async () => {
  const { out, code } = await audit({ 'main.tf': 'locals {\n  a =\n}\n' }, ['main.tf']);
  expect(code).toBe(1);
  expect(out).toContain('main.tf\n  2: error ');
  expect(out).toContain('    Invalid expression; Expected the start of an expression');
});
