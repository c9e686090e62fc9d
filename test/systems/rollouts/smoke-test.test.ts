import { Duration, ImageRepository, PinnedImage } from '../../../lib/model';
import { SmokeTest } from '../../../lib/systems/rollouts';

const image = PinnedImage.of(`ghcr.io/acme/smoke@sha256:${'0'.repeat(64)}`);
const repository = ImageRepository.at('ghcr.io/acme/order-service');
const CONTEXT = { newVersion: 'http://order-service-preview:80' };

test('runs once as a Job with a deadline, as nobody, against the new version', () => {
  const gate = SmokeTest.of({ image, command: ['/smoke', '--all'], env: { LEVEL: 'info' } }).beforePromotion();
  expect(gate.templateNameFor('order-service')).toBe('order-service-smoke-pre-promotion');
  expect(gate._render(CONTEXT)).toEqual({
    metrics: [
      {
        name: 'smoke',
        count: 1,
        failureLimit: 0,
        provider: {
          job: {
            spec: {
              activeDeadlineSeconds: 120,
              backoffLimit: 0,
              template: {
                metadata: { labels: { 'app.kubernetes.io/component': 'smoke-test' } },
                spec: {
                  automountServiceAccountToken: false,
                  restartPolicy: 'Never',
                  securityContext: {
                    runAsNonRoot: true,
                    runAsUser: 65532,
                    seccompProfile: { type: 'RuntimeDefault' },
                  },
                  containers: [
                    {
                      name: 'smoke',
                      image: `ghcr.io/acme/smoke@sha256:${'0'.repeat(64)}`,
                      command: ['/smoke', '--all'],
                      env: [
                        { name: 'TARGET_URL', value: 'http://order-service-preview:80' },
                        { name: 'LEVEL', value: 'info' },
                      ],
                      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '64Mi' } },
                      securityContext: {
                        allowPrivilegeEscalation: false,
                        capabilities: { drop: ['ALL'] },
                        readOnlyRootFilesystem: true,
                      },
                    },
                  ],
                },
              },
            },
          },
        },
      },
    ],
  });
});

test('asks one path with curl, without a shell', () => {
  const gate = SmokeTest.http({
    image,
    path: '/health/ready',
    name: 'health',
    deadline: Duration.seconds(30),
  }).inline();
  const text = JSON.stringify(gate._render(CONTEXT));
  expect(text).toContain('"activeDeadlineSeconds":30');
  expect(text).toContain(
    '"command":["curl","--fail","--silent","--show-error","--max-time","5","--retry","3","--retry-connrefused","$(TARGET_URL)/health/ready"]',
  );
});

test("takes the service's own repository, whose digest the promoter sets", () => {
  const gate = SmokeTest.of({ image: repository, command: ['/app', 'smoke'] }).afterPromotion();
  expect(JSON.stringify(gate._render(CONTEXT))).toContain('"image":"ghcr.io/acme/order-service"');
});

test.each([
  [() => SmokeTest.of({ image, command: [] }), 'SmokeTest.command: expected a program, got []'],
  [
    () => SmokeTest.of({ image, command: ['x'], deadline: Duration.millis(1500) }),
    'SmokeTest.deadline: expected whole seconds above zero, got "1s500ms"',
  ],
  [
    () => SmokeTest.of({ image, command: ['x'], env: { TARGET_URL: 'x' } }),
    'SmokeTest.env: expected any name but TARGET_URL, got "TARGET_URL"; it is the URL of the new version',
  ],
  [
    () => SmokeTest.of({ image, command: ['x'], cpu: 'much' }),
    'SmokeTest.cpu: expected a quantity above zero such as "50m", got "much"',
  ],
  [
    () => SmokeTest.of({ image, command: ['x'], memory: '0' }),
    'SmokeTest.memory: expected a quantity above zero such as "64Mi", got "0"',
  ],
  [
    () => SmokeTest.http({ image, path: 'health' }),
    'SmokeTest.path: expected a path that begins with "/", got "health"',
  ],
])('refuses %s', (make, message) => {
  expect(make).toThrow(new Error(message));
});
