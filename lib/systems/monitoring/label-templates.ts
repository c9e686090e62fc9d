/** The labels that a template text names: `{{ $labels.name }}`. */
export function labelsNamedIn(text: string): readonly string[] {
  return [...text.matchAll(/\$labels\.([A-Za-z_][A-Za-z0-9_]*)/g)].map(([, label = '']) => label);
}

/** Whether a template text holds the measured value, which is another one at each evaluation. */
export function hasChangingValue(text: string): boolean {
  return /\{\{[^{}]*(\$value|\.Value)\b/.test(text);
}
