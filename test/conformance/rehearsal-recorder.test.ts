import { Recorder } from '../../conformance/rehearsal/play/recorder';

const said = jest.spyOn(console, 'log').mockImplementation();

afterAll(() => {
  said.mockRestore();
});

const FOUND = { name: "the gate's count", found: ['error ROL004'], act: 'production', foretold: 'InvalidSpec' };

test('what the cluster did with a fault stands beside what the audit found', () => {
  const recorder = new Recorder();
  recorder.fault(FOUND);
  const played = { said: 'Degraded: InvalidSpec', holds: true };
  recorder.played("the gate's count", played);
  expect(recorder.recordOf({}).faults).toEqual([{ ...FOUND, played }]);
});

test('a fault that nobody has looked for cannot be played', () => {
  const recorder = new Recorder();
  expect(() => {
    recorder.played("the gate's count", { said: '', holds: true });
  }).toThrow(new Error("nobody has found the gate's count"));
});

test('an act leaves what it made, and nothing where not all of it has held', async () => {
  const recorder = new Recorder();
  expect(await recorder.acted('one', () => Promise.resolve(1))).toBe(1);
  const failing = async (): Promise<number> => {
    recorder.check('x', 'y', false);
    return Promise.resolve(2);
  };
  expect(await recorder.acted('another', failing)).toBeUndefined();
});
