/** Whether a name, or one word of it, means production: `production`, `orders-prod`, `environment/live`. */
export function isProduction(name: string): boolean {
  return name.split(/[^a-z]+/i).some((word) => /^(prod|prd|production|live)$/i.test(word));
}
