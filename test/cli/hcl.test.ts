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

test('has a finding for broken HCL, at its line', async () => {
  const { out, code } = await audit({ 'main.tf': 'locals {\n  a =\n}\n' }, ['main.tf']);
  expect(code).toBe(1);
  expect(out).toContain('main.tf\n  2: error ');
  expect(out).toContain('    Invalid expression; Expected the start of an expression');
});
