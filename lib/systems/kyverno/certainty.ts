/** An answer about a cluster from its manifests alone: `perhaps` where it hangs on what only the cluster knows. */
export type Certainty = 'yes' | 'no' | 'perhaps';

/** Whether something holds for sure. */
export function certain(holds: boolean): Certainty {
  return holds ? 'yes' : 'no';
}

/** Whether all hold; `yes` where there are none. */
export function allOf(answers: readonly Certainty[]): Certainty {
  if (answers.includes('no')) return 'no';
  return answers.includes('perhaps') ? 'perhaps' : 'yes';
}

/** Whether one of them holds; `no` where there are none. */
export function anyOf(answers: readonly Certainty[]): Certainty {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('perhaps') ? 'perhaps' : 'no';
}

/** The opposite; `perhaps` stays. */
export function not(answer: Certainty): Certainty {
  if (answer === 'perhaps') return 'perhaps';
  return certain(answer === 'no');
}
