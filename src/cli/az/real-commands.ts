/** The sentence for a command of the real az that this lab knows and does not simulate. */
export function notSimulated(words: string): string {
  return `'az ${words}' exists in the real Azure CLI, but this lab does not simulate it yet.`;
}

/** The same for one argument of a command that is simulated. */
export function argumentNotSimulated(words: string, option: string): string {
  return `'${option}' of 'az ${words}' exists in the real Azure CLI, but this lab does not simulate it yet.`;
}
